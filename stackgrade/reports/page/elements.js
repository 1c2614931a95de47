"use strict";

/* Makes elements. Text becomes text, never markup: what a template holds cannot become part of the page. */

const SVG = "http://www.w3.org/2000/svg";

/** element("button.quiet", {type: "button", onclick: f}, "Print", child, ...): a tag with classes, members, children. */
function element(kind, members = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  return filled(document.createElement(tag), classes, members, children);
}

function drawing(kind, members = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  return filled(document.createElementNS(SVG, tag), classes, members, children);
}

function filled(made, classes, members, children) {
  if (classes.length) made.classList.add(...classes);
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

/** "1 stack", "3 stacks" */
function number(count, what) {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function shortened(text, length) {
  if (text.length <= length) return text;
  const tail = Math.floor((length - 1) / 2);
  return `${text.slice(0, length - 1 - tail)}…${text.slice(text.length - tail)}`;
}

/** A name in which the browser may break the line behind a separator. */
function breakable(text) {
  return text.split(/(?<=[/._:-])(?=\w)/).flatMap((part, i) => (i ? [document.createElement("wbr"), part] : [part]));
}
