// Puts the page together. `window.selfcheck.check` gives the verdict on facts, for other scripts and for tests.
function showProducts() {
  const text = find('product').value;
  const ids = nodesIn(text);
  const held = new Set(checked('node'));
  find('product-found').textContent = text.trim() ? (ids.length ? '是这些环节吗？不对的去掉，漏的从清单里选。' : '没有认出，请从下面的清单里选。') : '';
  find('product-choice').replaceChildren(...ids.map((id) => {
    const box = choice('checkbox', 'mine', id, nodeById.get(id).name);
    box.querySelector('input').checked = !held.has(id);
    return box;
  }));
}

function showResult(event) {
  event.preventDefault();
  const mine = [...new Set([...checked('mine'), ...checked('node')])];
  const needs = checked('need');
  const all = !needs.length;
  const parts = [];
  if (mine.length) parts.push(placeSection(mine));
  else parts.push(element('p', { class: 'mark' }, '还没有选出自己的环节：写产品，或从清单里选。'));
  if (mine.length && (all || needs.includes('buy'))) {
    parts.push(firmsSection('上游供应商', 'Upstream', neighbours(mine, upOf), '没有再上游的环节。'));
  }
  if (mine.length && (all || needs.includes('sell'))) {
    parts.push(firmsSection('下游客户', 'Downstream', neighbours(mine, downOf), '没有再下游的环节。'));
  }
  if (mine.length && needs.includes('peers')) parts.push(firmsSection('同行', 'Peers', mine, ''));
  const text = find('pain').value;
  if (all || text.trim() || needs.includes('digital')) parts.push(helpSection(text, needs, mine));
  if (all || needs.includes('policy')) parts.push(policySection(readFirm()));
  find('result').replaceChildren(...parts, element('p', {}, printButton()));
  find('result').hidden = false;
  find('result').focus();
}

function printButton() {
  const made = element('button', { type: 'button', class: 'plain' }, '打印或存为 PDF');
  made.addEventListener('click', () => window.print());
  return made;
}

function clear() {
  find('result').hidden = true;
  find('product-choice').replaceChildren();
  for (const id of ['product-found', 'pain-found']) find(id).textContent = '';
}

makeForm();
find('about').textContent = `${content.chain}产业链 · ${content.region} · 数据截至 ${content.asOf || '未知'}`;
find('foot').textContent = `生成于 ${content.made}；数据版本 ${content.version.slice(0, 12)}；${content.coverage}。企业和出处取自所装入的资料，规模与资质由填写人自己负责。`;
if (content.marked) {
  find('mark').hidden = false;
  find('mark').textContent = content.markText;
}
find('product').addEventListener('input', showProducts);
find('pain').addEventListener('input', () => { find('pain-found').textContent = understood(find('pain').value); });
find('form').addEventListener('submit', showResult);
find('form').addEventListener('reset', clear);
window.selfcheck = { check, policies: content.policies, nodesIn, scenariosIn };
