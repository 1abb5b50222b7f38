// The smallest step to a yes: graph/analysis/eligibility/steps.py in the browser, with the same efforts and words.
const EFFORT = { act: 1, figure: 1, time: 3, fixed: 50 };
const TO_TELL = 0.1;
const TO_JUDGE = 0.5;
const FARTHEST = 5;

// Two decimals at most. Only eighths lie midway between two hundredths; Python rounds these to the even one.
function amount(value) {
  const below = Math.floor(value * 100);
  const midway = Number.isInteger(value * 8) && !Number.isInteger(value * 4);
  const hundredths = midway ? below + (below % 2) : Math.round(Number(value.toFixed(2)) * 100);
  return (hundredths / 100).toLocaleString('en-US', { maximumFractionDigits: 2 });
}

const effortOf = (steps) => steps.reduce((sum, one) => sum + one.effort, 0);

function smallestSteps(policy, firm, results) {
  const steps = Object.fromEntries(policy.conditions.map((one) => [one.id, step(one, firm, results[one.id])]));
  return least(policy.logic, steps).sort((one, other) => one.effort - other.effort);
}

function least(item, steps) {
  if (typeof item === 'string') return steps[item] ? [steps[item]] : [];
  let below = item.items.map((one) => least(one, steps));
  if (item.op !== 'all') {
    below = below.sort((one, other) => effortOf(one) - effortOf(other)).slice(0, item.op === 'at_least' ? item.n || 1 : 1);
  }
  return [...new Map(below.flat().map((one) => [one.condition, one])).values()];
}

function step(condition, firm, found) {
  if (found === 'met') return null;
  if (found === 'unknown') return unknownStep(condition);
  const change = isTooLarge(condition) ? 'fixed' : content.fields[condition.field].change;
  const [text, far] = words(condition, firm);
  const effort = Math.round(EFFORT[change] * (1 + far) * 1000) / 1000;
  return { condition: condition.id, text, effort, possible: change !== 'fixed' };
}

// No firm shrinks for a subsidy; what it owes it can bring down.
const isTooLarge = (condition) => (condition.op === '<=' || condition.op === '<') && condition.field !== 'debt_ratio';

function unknownStep(condition) {
  if (condition.op === 'judge') {
    return { condition: condition.id, text: `请人判断：${condition.value}`, effort: TO_JUDGE, possible: true };
  }
  return { condition: condition.id, text: `补充信息：${condition.asked}`, effort: TO_TELL, possible: true };
}

function words(condition, firm) {
  const field = content.fields[condition.field];
  if (NUMERIC.has(condition.op)) return figureWords(condition, firm, field);
  if (field.type === 'events') return eventWords(condition, firm, field);
  if (condition.op === 'has') {
    return [`取得${condition.value.length > 1 ? '其中之一：' : ''}${condition.value.join('、')}`, 0];
  }
  return [`${field.change === 'fixed' ? '要求' : '做到'}：${condition.asked}`, 0];
}

function figureWords(condition, firm, field) {
  const bound = boundOf(condition);
  const up = condition.op === '>=' || condition.op === '>';
  const known = figuresOf(firm, condition).filter((one) => one !== null);
  const has = up ? Math.min(...known) : Math.max(...known);
  const unit = field.unit === '%' ? '个百分点' : field.unit;
  const verb = up ? (field.change === 'time' ? '还需满' : '还差') : '超出上限';
  const apart = Math.abs(bound - has);
  const more = condition.op === '>' || condition.op === '<' ? '以上' : '';
  const asked = `现有 ${amount(has)}${field.unit}，要求：${condition.asked}`;
  const far = Math.min(FARTHEST, apart / Math.max(Math.abs(bound), 1e-9));
  return [`${verb} ${amount(apart)} ${unit}${more}${field.name}（${asked}）`, far];
}

function eventWords(condition, firm, field) {
  const years = eventsIn(condition, firm, firm.facts[condition.field]);
  if (!condition.period) return [`${field.name}：${years.join('、')} 年有记录，要求没有`, FARTHEST];
  const span = Number(/\d+/.exec(condition.period)[0]);
  const last = years[years.length - 1];
  return [`最近一次${field.name}在 ${last} 年，${last + span + 1} 年起申报不再计入`, 0];
}
