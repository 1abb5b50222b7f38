// Whether two spellings name the same place, title or industry: ontology/eligibility/names.py in the browser.
const FULL = { '(': '（', ')': '）' };
const DROPPED = new Set([' ', '　', '“', '”', '"', '‘', '’', '《', '》']);

function plainName(text) {
  const kept = [...text].filter((sign) => !DROPPED.has(sign)).map((sign) => FULL[sign] || sign).join('');
  return [...kept].length > 2 ? kept.replace(/(?<=..)(?:自治区|省|市|区|县)$/u, '') : kept;
}

function sameNames(names) {
  const single = names.flatMap((name) => content.together[name] || [name]);
  return new Set(single.map((name) => content.sameNames[plainName(name)] || plainName(name)));
}
