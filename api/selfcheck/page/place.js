// Where the firm stands: its nodes, what lies up and down of them, and who is there.
const WEAK = new Set(['断点', '疑似断点', '堵点', '短板', '单点', '卡脖子']);
const WHERE = ['本地', '本省', '外地', '所在地未知'];
const SHOWN = 6;

function placeSection(mine) {
  const up = neighbours(mine, upOf);
  const down = neighbours(mine, downOf);
  return element('section', {},
    element('h2', {}, '我在链上的位置 ', element('span', { lang: 'en' }, 'Where I stand')),
    element('div', { class: 'way' },
      side('上游：我要买的', up, '这条链的定义里没有再上游的环节'),
      side('我', mine, '', true),
      side('下游：谁会买我的', down, '这是这条链的末端环节')));
}

const neighbours = (mine, toward) => [...new Set(mine.flatMap(toward))].filter((id) => !mine.includes(id));

function side(title, ids, empty, me) {
  const rows = ids.map((id) => nodeById.get(id)).map((node) => element('li', {},
    element('strong', {}, node.name), ' ', typeMark(node), element('div', { class: 'where' }, countWords(node))));
  const body = rows.length ? element('ul', {}, rows) : element('p', { class: 'small' }, empty);
  return element('div', { class: me ? 'side me' : 'side' }, element('h3', {}, title), body);
}

function typeMark(node) {
  if (!node.type) return '';
  const kind = WEAK.has(node.type) ? 'weak' : node.type === '数据不足' ? '' : 'good';
  return element('span', { class: `type ${kind}`, title: node.why }, node.type);
}

function countWords(node) {
  const told = node.counts.map((count, at) => (count ? `${WHERE[at]} ${count} 家` : '')).filter(Boolean);
  return told.length ? told.join('，') : '没有见到企业';
}

function firmsSection(title, english, ids, reason) {
  const parts = ids.map((id) => nodeById.get(id)).map((node) => element('div', {},
    element('h3', {}, node.name, ' ', typeMark(node)),
    node.why ? element('p', { class: 'small' }, node.why) : '',
    firmList(node.makers.map((one) => makerItem(one)), '数据里没有做这个环节的企业')));
  return element('section', {}, element('h2', {}, `${title} `, element('span', { lang: 'en' }, english)),
    parts.length ? parts : element('p', {}, reason));
}

function firmList(items, empty) {
  if (!items.length) return element('p', { class: 'small' }, empty);
  const list = element('ul', { class: 'firms' }, items.slice(0, SHOWN));
  if (items.length <= SHOWN) return list;
  const rest = element('ul', { class: 'firms' }, items.slice(SHOWN));
  return element('div', {}, list, element('details', {}, element('summary', {}, `还有 ${items.length - SHOWN} 家`), rest));
}

function makerItem([at, part, products, sources, proofs]) {
  const words = [products.length ? `做${products.join('、')}` : '', part === null ? '' : `占营收 ${part}%`, `${sources} 个来源`];
  return firmItem(at, words.filter(Boolean).join('；'), proofs);
}

function firmItem(at, words, proofs) {
  const [name, region, near] = content.firms[at];
  const where = near === 0 && content.region !== '全国' ? `${region || '本地'}（本地）` : region || WHERE[3];
  return element('li', {}, element('strong', {}, name), ' ', element('span', { class: 'where' }, where),
    element('div', {}, words), proofList(proofs));
}

function proofList(proofs) {
  const quotes = proofs.map(quote).filter(Boolean);
  return quotes.length ? element('details', {}, element('summary', {}, `依据 ${quotes.length} 条`), quotes) : '';
}

function quote(at) {
  const [sentence, source] = content.quotes[at];
  return sentence ? element('blockquote', {}, sentence, element('br'), `—— ${source}`) : '';
}
