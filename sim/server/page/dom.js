// A few ways to write into the page that leave alone what is already there.

export const find = (id) => document.getElementById(id);

export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function put(id, text) {
  if (find(id).textContent !== text) find(id).textContent = text;
}

/** Redraws a list only when it is another one, so that focus and screen readers are left in peace. */
export function list(id, key, make) {
  const text = JSON.stringify(key);
  if (find(id).dataset.key === text) return;
  find(id).dataset.key = text;
  find(id).replaceChildren(...make());
}
