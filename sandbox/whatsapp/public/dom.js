/** Builds an element: `el('p', { class: 'x', onclick }, 'text', child)`. Never parses HTML, so a message cannot inject any. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Initials on one of eight colours, the same for the same name. */
export function avatar(name) {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const initials =
    words.length === 0 ? '#' : [...words[0]][0] + (words.length > 1 ? [...words[words.length - 1]][0] : '');
  const hue = [...name].reduce((sum, character) => sum + character.codePointAt(0), 0) % 8;
  return el('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initials.toUpperCase());
}

/** Makes `items` the children of `list` with as few moves as possible. */
export function place(list, items) {
  const wanted = new Set(items);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
}

export function toast(text) {
  const note = el('p', {}, text);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), 4000);
}
