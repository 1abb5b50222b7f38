// Nodes and scenarios that a text names, and what lies up and down of a node.
const folded = (text) => text.normalize('NFKC').toLowerCase().replace(/[\s“”"'《》()（）·-]/g, '');
const nodeById = new Map(content.nodes.map((one) => [one.id, one]));

const known = content.nodes
  .flatMap((node) => node.names.map((name) => [folded(name), node.id]))
  .filter(([name]) => name.length > 1);

// Each word asks by itself. A name in it counts most; then names that end with it (轴承 in 薄壁轴承), since the end says
// what a thing is; last those that hold it elsewhere (轴承 in 轴承钢). Of these ways only the best that finds any counts.
const WAYS = [
  (word, name) => word.includes(name),
  (word, name) => name.endsWith(word),
  (word, name) => name.includes(word),
];

const wordsOf = (text) => text.split(/[、，,;；。\n和与及]/).map(folded).filter((word) => word.length > 1);
const nodesIn = (text) => [...new Set(wordsOf(text).flatMap(nodesOfWord))].slice(0, 8);

function nodesOfWord(word) {
  const way = WAYS.find((one) => known.some(([name]) => one(word, name)));
  if (!way) return [];
  const points = new Map();
  for (const [name, id] of known.filter(([one]) => way(word, one))) {
    const found = way === WAYS[0] ? name.length : word.length / name.length;
    if (found > (points.get(id) || 0)) points.set(id, found);
  }
  const best = Math.max(...points.values());
  return [...points].filter(([, found]) => way !== WAYS[0] || found >= best - 1)
    .sort((one, other) => other[1] - one[1]).slice(0, 6).map(([id]) => id);
}

// Scenarios by their own names, and by the words with which people say what hurts.
function scenariosIn(text) {
  const said = folded(text);
  const wanted = content.pains.filter(([words]) => words.split('|').some((word) => said.includes(word)))
    .flatMap(([, names]) => names.split('|'));
  return content.scenarios.map((one, at) => [at, scenarioPoints(one.name, said, wanted)])
    .filter(([, points]) => points > 0).sort((one, other) => other[1] - one[1]).slice(0, 4).map(([at]) => at);
}

function scenarioPoints(name, said, wanted) {
  if (said.includes(folded(name))) return 100;
  const found = wanted.findIndex((word) => name.includes(word));
  return found < 0 ? 0 : 50 - found;
}

const upOf = (id) => [...new Set(content.links.filter(([, to]) => to === id).map(([from]) => from))];
const downOf = (id) => [...new Set(content.links.filter(([from]) => from === id).map(([, to]) => to))];
