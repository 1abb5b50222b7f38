// Does a condition hold, and may the firm apply? graph/analysis/eligibility/judging.py and verdict.py in the browser.
const NUMERIC = new Set(['>=', '>', '<=', '<']);
const VERDICTS = { met: 'eligible', not_met: 'not_eligible', unknown: 'cannot_tell' };
const result = (holds) => (holds ? 'met' : 'not_met');

function boundOf(condition) {
  const unit = content.fields[condition.field].unit;
  const factor = condition.unit === '' || condition.unit === unit ? 1 : content.factors[`${unit} ${condition.unit}`];
  return condition.value * factor;
}

function judge(condition, firm) {
  if (condition.op === 'judge') return 'unknown';
  if (NUMERIC.has(condition.op)) return judgeFigures(condition, firm);
  const given = firm.facts[condition.field] ?? null;
  if (given === null) return 'unknown';
  if (condition.op === '==') return result(truth(condition, firm, given) === condition.value);
  const held = sameNames(Array.isArray(given) ? given.map(String) : [String(given)]);
  const shared = [...sameNames(condition.value)].some((name) => held.has(name));
  if (!shared && (firm.partial || []).includes(condition.field) && mayHold(condition)) return 'unknown';
  return result(shared === (condition.op === 'in' || condition.op === 'has'));
}

// A list that may lack something; of places, one inside the region of this file, which Python has looked up.
const mayHold = (condition) => condition.field !== 'region' || condition.below === true;

function judgeFigures(condition, firm) {
  const bound = boundOf(condition);
  const passed = figuresOf(firm, condition).map((one) => (one === null ? null : compares(condition.op, one, bound)));
  if (passed.includes(false)) return 'not_met';
  return passed.includes(null) ? 'unknown' : 'met';
}

function truth(condition, firm, given) {
  return content.fields[condition.field].type === 'events' ? eventsIn(condition, firm, given).length > 0 : given;
}

function eventsIn(condition, firm, given) {
  const years = given.map(Number).sort((one, other) => one - other);
  const within = /^within_(\d+)y$/.exec(condition.period);
  if (!within) return years;
  return years.filter((year) => year >= firm.baseYear - Number(within[1]) + 1 && year <= firm.baseYear + 1);
}

const wanted = (group) =>
  group.op === 'at_least' ? group.n || 1 : group.op === 'all' ? group.items.length : Math.min(1, group.items.length);

function join(group, results) {
  const held = results.filter((one) => one === 'met').length;
  const open = results.filter((one) => one === 'unknown').length;
  if (held >= wanted(group)) return 'met';
  return held + open >= wanted(group) ? 'unknown' : 'not_met';
}

// Result of a group; those of all groups are noted by their id.
function judgeGroup(group, results, groups) {
  const told = group.items.map((one) => (typeof one === 'string' ? results[one] : judgeGroup(one, results, groups)));
  groups[group.id] = join(group, told);
  return groups[group.id];
}

function lacking(group, policy, results, groups) {
  return group.items.flatMap((one) => {
    if (typeof one === 'string') return results[one] === 'unknown' ? [policy.byId[one].field] : [];
    return groups[one.id] === 'unknown' ? lacking(one, policy, results, groups) : [];
  });
}

function check(policy, asked) {
  const scores = asked.facts.score;
  const firm = isTable(scores) ? { ...asked, facts: { ...asked.facts, score: scores[policy.id] ?? null } } : asked;
  policy.byId = Object.fromEntries(policy.conditions.map((one) => [one.id, one]));
  const results = Object.fromEntries(policy.conditions.map((one) => [one.id, judge(one, firm)]));
  const groups = {};
  const root = judgeGroup(policy.logic, results, groups);
  const missing = root === 'unknown' ? [...new Set(lacking(policy.logic, policy, results, groups))].sort() : [];
  return { policy, verdict: VERDICTS[root], results, missing, steps: smallestSteps(policy, firm, results) };
}
