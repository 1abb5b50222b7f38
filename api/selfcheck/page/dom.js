// Elements made of text alone: nothing that was read or typed is ever taken for markup.
const content = JSON.parse(document.getElementById('content').textContent);
const find = (id) => document.getElementById(id);

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ''));
  return made;
}

function choice(type, name, value, text) {
  return element('label', {}, element('input', { type, name, value }), text);
}

const checked = (name) => [...document.querySelectorAll(`input[name="${name}"]:checked`)].map((one) => one.value);
