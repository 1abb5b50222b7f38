// Nodes and scenarios that a text names, and what lies up and down of a node.
const folded = (text) => text.normalize('NFKC').toLowerCase().replace(/[\s“”"'《》()（）·-]/g, '');
const nodeById = new Map(content.nodes.map((one) => [one.id, one]));

const known = content.nodes
  .flatMap((node) => node.names.map((name) => [folded(name), node.id]))
  .filter(([name]) => name.length > 1);

// A name in the text counts for its length; a text that is a part of a name counts for less. The best few come first.
function nodesIn(text) {
  const points = new Map();
  for (const word of wordsOf(text)) {
    for (const [name, id] of known) {
      const found = word.includes(name) ? name.length + 10 : word.length > 1 && name.includes(word) ? word.length : 0;
      if (found > (points.get(id) || 0)) points.set(id, found);
    }
  }
  const best = Math.max(0, ...points.values());
  return [...points].filter(([, found]) => found >= best - 2 && (best > 10) === (found > 10))
    .sort((one, other) => other[1] - one[1]).slice(0, 6).map(([id]) => id);
}

const wordsOf = (text) => text.split(/[、,，;；。\n和与及]/).map(folded).filter((word) => word.length > 1);

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
