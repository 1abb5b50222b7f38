// A firm's figure for a field in a year or a span of years: graph/analysis/eligibility/figures.py in the browser.
// A firm is { baseYear, facts }; a field that is not given is unknown, which is null here and never 0.
const number = (given) => (typeof given === 'number' ? given : null);
const rounded = (value) => Math.round(value * 1e9) / 1e9;
const share = (part, whole) => (part === null || !whole ? null : rounded((100 * part) / whole));
const isTable = (given) => given !== null && typeof given === 'object' && !Array.isArray(given);

function figureIn(firm, field, year) {
  const given = firm.facts[field] ?? null;
  const told = isTable(given) ? number(given[String(year)]) : year === firm.baseYear ? number(given) : null;
  return told === null ? derived(firm, field, year) : told;
}

function derived(firm, field, year) {
  if (field === 'rd_ratio') return share(figureIn(firm, 'rd_expense', year), figureIn(firm, 'revenue', year));
  if (field === 'revenue_growth') {
    const grown = share(figureIn(firm, 'revenue', year), figureIn(firm, 'revenue', year - 1));
    return grown === null ? null : rounded(grown - 100);
  }
  if (field === 'rd_staff_ratio' && year === firm.baseYear) {
    return share(figureIn(firm, 'rd_staff', year), figureIn(firm, 'employees', year));
  }
  return null;
}

function yearsOf(firm, count) {
  const age = number(firm.facts.age ?? null);
  const full = age === null ? count : Math.min(count, Math.max(1, Math.floor(age)));
  return Array.from({ length: full }, (_, at) => firm.baseYear - full + 1 + at);
}

function figuresOf(firm, condition) {
  const span = /^(avg|each|sum|cagr)_(\d+)y$/.exec(condition.period);
  const named = /^y(\d{4})$/.exec(condition.period);
  if (!span) return [figureIn(firm, condition.field, named ? Number(named[1]) : firm.baseYear)];
  const years = yearsOf(firm, Number(span[2]));
  const figures = years.map((year) => figureIn(firm, condition.field, year));
  if (span[1] === 'each') return figures;
  if (span[1] === 'sum' && condition.field === 'rd_ratio') return [ratioOfSums(firm, years)];
  return [figures.includes(null) ? null : together(span[1], figures)];
}

function ratioOfSums(firm, years) {
  const spent = years.map((year) => figureIn(firm, 'rd_expense', year));
  const earned = years.map((year) => figureIn(firm, 'revenue', year));
  return spent.includes(null) || earned.includes(null) ? null : share(total(spent), total(earned));
}

const total = (figures) => figures.reduce((sum, one) => sum + one, 0);

function together(way, figures) {
  if (way === 'sum') return total(figures);
  if (way === 'avg') return rounded(total(figures) / figures.length);
  const factor = figures.reduce((product, one) => product * (1 + one / 100), 1);
  return factor < 0 ? null : rounded(100 * (factor ** (1 / figures.length) - 1));
}

function compares(op, figure, bound) {
  const close = Math.abs(figure - bound) <= Math.max(1e-9 * Math.max(Math.abs(figure), Math.abs(bound)), 1e-9);
  if (close) return op === '>=' || op === '<=';
  return op === '>=' || op === '>' ? figure > bound : figure < bound;
}
