// The form: products and pains as they are understood, and the facts that policies ask for.
const FIRST = 8;
const NEEDS = [
  ['buy', '找上游供应商'], ['sell', '找下游客户'], ['peers', '找同行外协'], ['digital', '数字化、检测、自动化'],
  ['policy', '政策和资金'],
];

function makeForm() {
  find('needs').append(...NEEDS.map(([value, text]) => choice('checkbox', 'need', value, text)));
  for (const stage of content.stages) {
    const nodes = content.nodes.filter((one) => one.stage === stage);
    find('all-nodes').append(
      element('p', { class: 'small' }, stage),
      element('div', { class: 'choices' }, nodes.map((one) => choice('checkbox', 'node', one.id, one.name))),
    );
  }
  if (content.places.length) find('profile').append(placeField());
  content.form.forEach((one, at) => find(at < FIRST ? 'profile' : 'profile-more').append(...inputs(one)));
  if (content.form.length <= FIRST) find('more').hidden = true;
}

function placeField() {
  const options = [element('option', { value: '' }, `${content.region}（未选）`)];
  options.push(...content.places.map((name) => element('option', {}, name)));
  return labelled('place', '所在地', element('select', { id: 'place' }, options));
}

function labelled(id, text, input, wide) {
  return element('div', wide ? { class: 'wide' } : {}, element('label', { for: id }, text), input);
}

// The controls of one field; a figure of which several years are asked has one a year.
function inputs({ field, options, years }) {
  const { name, type, unit } = content.fields[field];
  if (type === 'bool') return [select(field, name, [['', '不清楚'], ['true', '是'], ['false', '否']])];
  if (type === 'events') return [select(field, name, [['', '不清楚'], ['none', '没有'], ['recent', '近一年内有']])];
  if (type === 'enum') return [select(field, name, [['', '不清楚'], ...options.map((one) => [one, one])])];
  if (type === 'set' || type === 'path') return [optionList(field, name, options)];
  if (type !== 'number') return [];
  const asked = content.fields[field].yearly ? years : 1;
  const text = `${name}${unit ? `（${unit}）` : ''}`;
  return Array.from({ length: asked }, (_, at) => figureInput(field, text, content.baseYear - at));
}

function select(field, name, options) {
  const made = options.map(([value, text]) => element('option', { value }, text));
  return labelled(`f-${field}`, name, element('select', { id: `f-${field}` }, made));
}

function optionList(field, name, options) {
  const none = choice('checkbox', `none-${field}`, 'none', '都没有');
  const boxes = options.map((one) => choice('checkbox', `f-${field}`, one, one));
  const summary = element('summary', { id: `l-${field}` }, `${name}：有的勾上（${options.length} 项可选）`);
  return element('div', { class: 'wide', role: 'group', 'aria-labelledby': `l-${field}` },
    element('details', {}, summary, element('div', { class: 'choices' }, boxes, none)));
}

function figureInput(field, text, year) {
  const id = `f-${field}-${year}`;
  const when = content.fields[field].yearly ? ` ${year} 年` : '';
  const input = element('input', { id, type: 'number', step: 'any', inputmode: 'decimal', 'data-field': field, 'data-year': year });
  return labelled(id, text + when, input);
}

// What was filled in, as facts; what was left open is not there.
function readFirm() {
  const facts = {};
  if (content.path.length) facts.region = ['中国', ...content.path.filter((one) => one !== '中国')];
  const place = find('place');
  if (place && place.value) facts.region = [...(facts.region || ['中国']), place.value];
  for (const { field } of content.form) {
    const told = readField(field);
    if (told !== null) facts[field] = told;
  }
  return { baseYear: content.baseYear, facts, partial: place && place.value ? [] : ['region'] };
}

function readField(field) {
  const { type, yearly } = content.fields[field];
  if (type === 'number') return readFigures(field, yearly);
  if (type === 'set' || type === 'path') {
    const held = checked(`f-${field}`);
    return held.length || checked(`none-${field}`).length ? held : null;
  }
  const box = find(`f-${field}`);
  if (!box || box.value === '') return null;
  if (type === 'bool') return box.value === 'true';
  if (type === 'events') return box.value === 'none' ? [] : [content.baseYear + 1];
  return box.value;
}

function readFigures(field, yearly) {
  const filled = [...document.querySelectorAll(`input[data-field="${field}"]`)].filter((one) => one.value !== '');
  if (!filled.length) return null;
  if (!yearly) return Number(filled[0].value);
  return Object.fromEntries(filled.map((one) => [one.dataset.year, Number(one.value)]));
}
