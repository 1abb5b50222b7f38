// Policies: what may be applied for, condition by condition with the clause beside it, and what to prepare.
const VERDICT_WORDS = { eligible: '可申报', cannot_tell: '待补充信息', not_eligible: '暂不符合' };
const ORDER = { eligible: 0, cannot_tell: 1, not_eligible: 2 };

const SHOWN_POLICIES = 6;

function policySection(firm) {
  const checks = content.policies.map((one) => check(one, firm)).sort((one, other) =>
    ORDER[one.verdict] - ORDER[other.verdict] || isOver(one.policy) - isOver(other.policy) || effortOf(one.steps) - effortOf(other.steps));
  const items = checks.map(policyItem);
  const rest = items.length > SHOWN_POLICIES
    ? element('details', {}, element('summary', {}, `还有 ${items.length - SHOWN_POLICIES} 项`), items.slice(SHOWN_POLICIES)) : '';
  return element('section', {}, element('h2', {}, '政策和要准备的 ', element('span', { lang: 'en' }, 'Policies')),
    items.length ? items.slice(0, SHOWN_POLICIES) : element('p', {}, '这个文件里没有写明申报条件的政策。'), rest,
    leftOut(),
    items.length ? element('p', { class: 'small' }, '只按所填内容和条款对照，是否受理以主管部门为准；申报前请核对原文和截止日期。') : '');
}

function leftOut() {
  const told = [content.elsewhere && `${content.elsewhere} 项不适用于${content.region}`, content.void && `${content.void} 项已失效或已截止`];
  const words = told.filter(Boolean).join('，');
  return words ? element('p', { class: 'small' }, `没有列出的政策：${words}。`) : '';
}

function policyItem({ policy, verdict, results, steps }) {
  const decisive = policy.conditions.filter((one) => one.kind !== 'preferred');
  const preferred = policy.conditions.filter((one) => one.kind === 'preferred');
  return element('article', { class: 'policy' },
    element('h3', {}, policy.title || policy.id),
    policy.source ? element('p', { class: 'small' }, policy.source) : '',
    element('p', { class: `verdict ${verdict}` }, VERDICT_WORDS[verdict], dueWords(policy)),
    policy.benefits.length ? element('p', { class: 'small' }, policy.benefits.map((one) => one.quote).join('；')) : '',
    stepList(policy, steps),
    element('details', {}, element('summary', {}, `逐条对照（${decisive.length} 条）`),
      element('ul', { class: 'conditions' }, decisive.map((one) => conditionItem(one, results[one.id]))),
      preferred.length ? element('p', { class: 'small' }, '优先条件（不影响能否申报）') : '',
      element('ul', { class: 'conditions' }, preferred.map((one) => conditionItem(one, results[one.id])))));
}

// A deadline with its year may be over; one that recurs each year has none.
const isOver = ({ deadline }) => Boolean(deadline && deadline.date.length > 5 && deadline.date < content.made);

function dueWords(policy) {
  if (!policy.deadline) return '';
  return isOver(policy) ? `（这一期 ${policy.deadline.date} 已截止，可备下一期）` : `（截止 ${policy.deadline.date}）`;
}

// What to do stands line by line; what is only not filled in, in one line, by the figures from which it follows.
function stepList(policy, steps) {
  const open = steps.filter((one) => one.text.startsWith('补充信息'));
  const fields = new Set(open.flatMap((one) => content.from[policy.byId[one.condition].field] || [policy.byId[one.condition].field]));
  const asked = new Set(content.form.map((one) => one.field));
  const rows = steps.filter((one) => !open.includes(one)).map((one) => one.text + (one.possible ? '' : '（企业自己改变不了）'));
  const named = (wanted) => [...fields].filter((one) => asked.has(one) === wanted).map(fieldWords).join('、');
  if (named(true)) rows.push(`还要填：${named(true)}`);
  if (named(false)) rows.push(`要另行确认：${named(false)}`);
  return rows.length ? element('div', {}, '要准备：', element('ul', {}, rows.map((one) => element('li', {}, one)))) : '';
}

function fieldWords(field) {
  const years = (content.form.find((one) => one.field === field) || {}).years || 1;
  return content.fields[field].name + (years > 1 ? `（近 ${years} 年）` : '');
}

const conditionItem = (condition, found) =>
  element('li', { class: found }, condition.asked, condition.quote ? element('blockquote', {}, condition.quote) : '');
