// Who helps with what hurts: makers of what is named, solutions for the scenarios.
function helpSection(text, needs, mine) {
  const named = nodesIn(text).filter((id) => !mine.includes(id));
  const scenarios = scenariosIn(text);
  const shown = scenarios.length || !needs.includes('digital') ? scenarios : content.scenarios.slice(0, 3).map((_, at) => at);
  const parts = [
    ...named.map((id) => nodeById.get(id)).map((node) => element('div', {}, element('h3', {}, `能做${node.name}的`),
      firmList(node.makers.map(makerItem), '数据里没有做这个环节的企业'))),
    ...shown.map((at) => content.scenarios[at]).map((one) => element('div', {}, element('h3', {}, `${one.name}的解决方案`),
      firmList(one.offers.map(([firm, solution, proofs]) => firmItem(firm, solution, proofs)), ''))),
  ];
  return element('section', {}, element('h2', {}, '谁能帮忙 ', element('span', { lang: 'en' }, 'Who can help')),
    parts.length ? parts : element('p', {}, helpless(text)));
}

function helpless(text) {
  if (!text.trim()) return '写一句哪里难，就能对上服务商和解决方案。';
  return `没有认出“${text.trim().slice(0, 40)}”对应的环节或场景。可认的场景有：${content.scenarios.slice(0, 8).map((one) => one.name).join('、') || '无'}。`;
}

// What the text was understood as, told below the box while it is typed.
function understood(text) {
  const names = [...nodesIn(text).map((id) => nodeById.get(id).name), ...scenariosIn(text).map((at) => content.scenarios[at].name)];
  return text.trim() ? (names.length ? `理解为：${names.join('、')}` : '还没有认出环节或场景') : '';
}
