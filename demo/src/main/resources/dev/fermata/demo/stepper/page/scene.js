"use strict";

/** Draws what can be seen at a step. What differs from the step before is marked as changed. */
const SceneView = (() => {
  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const seconds = millis => millis > 0 && millis < 1000
    ? millis + " ms"
    : (millis / 1000).toLocaleString("en", { maximumFractionDigits: 3 }) + " s";

  function variables(list, before, label) {
    if (list.length === 0) return [];
    const table = element("dl", "variables");
    if (label) table.setAttribute("aria-label", label);
    for (const { name, value } of list) {
      const old = before && before.find(variable => variable.name === name);
      const row = element("div", "", element("dt", "", name), element("dd", "", value));
      row.classList.toggle("changed", before !== null && (!old || old.value !== value));
      row.classList.toggle("gone", value === "no longer needed");
      table.append(row);
    }
    return [table];
  }

  function frames(stack, before) {
    const list = element("ol", "frames");
    stack.forEach((frame, i) => {
      // Counted from the outermost, a frame keeps its place while others come and go above it.
      const old = before && before[before.length - (stack.length - i)];
      const same = old && old.name === frame.name ? old.variables : null;
      const title = element("p", "frame-name", element("code", "", frame.name), " ",
        element("span", "line", "line " + frame.line));
      list.append(element("li", "frame", title, ...variables(frame.variables, same, "locals")));
    });
    return list;
  }

  const STATES = { WAITING: "waits", READY: "is ready", RUNNING: "runs" };

  function call(call, before) {
    const old = before && before.find(other => other.name === call.name);
    const card = element("li", "call " + call.state.toLowerCase());
    const title = element("p", "call-name");
    if (call.task) title.append(element("span", "task", call.task), " ");
    title.append(element("code", "", call.name), " ", element("span", "state", STATES[call.state]));
    card.append(title);
    if (call.awaits) {
      card.append(element("p", "awaits", call.state === "WAITING" ? "awaits " : "awaited ", element("code", "", call.awaits),
        call.line ? element("span", "line", " in line " + call.line) : ""));
    }
    if (call.saved.length > 0) {
      card.append(element("div", "saved", element("p", "saved-title", "saved"),
        ...variables(call.saved, old ? old.saved : [], "saved locals")));
    }
    card.classList.toggle("changed", before !== null && (!old || old.state !== call.state));
    return card;
  }

  function chips(names, before) {
    const list = element("ol", "chips");
    names.forEach(name => {
      const chip = element("li", "chip", element("code", "", name));
      chip.classList.toggle("changed", before !== null && !before.includes(name));
      list.append(chip);
    });
    return list;
  }

  function timers(list, now) {
    const table = element("ul", "timer-list");
    for (const timer of list) {
      const item = element("li", "", element("strong", "", "at " + seconds(timer.due)),
        element("span", "line", " in " + seconds(timer.due - now)), " ", element("code", "", timer.name));
      if (timer.wakes) item.append(" wakes ", element("code", "", timer.wakes));
      table.append(item);
    }
    return table;
  }

  function workers(list, before) {
    const all = element("ul", "worker-list");
    for (const worker of list) {
      const old = before && before.find(other => other.name === worker.name);
      all.append(element("li", "worker", element("p", "worker-name", element("code", "", worker.name), " ",
        element("span", "state", "runs a blocking function")), frames(worker.stack, old ? old.stack : [])));
    }
    return all;
  }

  /** Scrolls a list to what has changed in it, and never the page. */
  function scrollToChange(list) {
    const changed = list.querySelector(":scope .call.changed") || list.querySelector(".changed");
    if (!changed) return;
    const card = changed.closest(".call");
    if (card.offsetTop < list.scrollTop) list.scrollTop = card.offsetTop;
    const below = card.offsetTop + card.offsetHeight - list.clientHeight;
    if (below > list.scrollTop) list.scrollTop = below;
  }

  const nothing = text => element("p", "nothing", text);

  function fill(id, list, draw, text) {
    document.getElementById(id).replaceChildren(list.length > 0 ? draw() : nothing(text));
  }

  /** Draws `step`; `before` is the step before it, or null. */
  function draw(step, before) {
    const now = step.scene;
    const old = before ? before.scene : null;
    fill("stack", now.stack, () => frames(now.stack, old && old.stack), "no method of the program");
    fill("calls", now.calls, () => {
      const list = element("ul", "call-list");
      list.append(...now.calls.map(one => call(one, old && old.calls)));
      return list;
    }, "none");
    scrollToChange(document.getElementById("calls"));
    fill("ready", now.ready, () => chips(now.ready, old && old.ready), "empty");
    fill("timers", now.timers, () => timers(now.timers, now.time), "none");
    fill("workers", now.workers, () => workers(now.workers, old && old.workers), "no blocking function runs");
    document.getElementById("clock").textContent = "it is " + seconds(now.time);
    const output = document.getElementById("output");
    output.textContent = now.output || "";
    output.classList.toggle("changed", old !== null && old.output !== now.output);
    output.scrollTop = output.scrollHeight;
  }

  return { draw };
})();
