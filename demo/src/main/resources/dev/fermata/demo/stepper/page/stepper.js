"use strict";

(() => {
  const by = id => document.getElementById(id);
  const KINDS = {
    LINE: "line", SUSPEND: "suspends", WAKE: "wakes", TAKE: "takes", CANCEL: "cancels", END: "ends", IDLE: "sleeps",
  };
  const THEMES = { auto: "Theme: auto", light: "Theme: light", dark: "Theme: dark" };
  const playback = new Playback(show);
  let shownLine = 0;
  let remembering = null;

  // ---- A program ----

  function open(id, index) {
    const recording = recordings.find(one => one.id === id) || recordings[0];
    by("program").value = recording.id;
    by("about").textContent = recording.about;
    by("file").textContent = recording.file;
    drawSource(recording.source);
    drawStrip(recording.steps);
    by("scrubber").max = recording.steps.length;
    shownLine = 0;
    playback.load(recording);
    playback.goTo(index);
  }

  function drawSource(lines) {
    let insideComment = false;
    by("source").replaceChildren(...lines.map(line => {
      const item = document.createElement("li");
      const code = document.createElement("code");
      insideComment = JavaSource.appendLine(code, line, insideComment);
      item.append(code);
      return item;
    }));
  }

  function drawStrip(steps) {
    by("strip").replaceChildren(...steps.map(step => {
      const tick = document.createElement("i");
      tick.className = "kind-" + step.kind.toLowerCase();
      return tick;
    }));
  }

  // ---- A step ----

  function show() {
    const step = playback.step;
    if (!step) return;
    by("kind").textContent = KINDS[step.kind];
    by("kind").className = "kind kind-" + step.kind.toLowerCase();
    by("narration").setAttribute("aria-live", playback.playing ? "off" : "polite");
    if (by("narration").textContent !== step.text) by("narration").textContent = step.text;
    showLine(step);
    SceneView.draw(step, playback.before);
    showControls();
    remember();
  }

  function showLine(step) {
    const lines = by("source").children;
    for (const line of by("source").querySelectorAll("[aria-current], .awaiting")) {
      line.removeAttribute("aria-current");
      line.classList.remove("awaiting", "running");
    }
    for (const call of step.scene.calls) {
      if (call.line > 0 && call.state !== "RUNNING") lines[call.line - 1].classList.add("awaiting");
    }
    const line = step.line > 0 ? step.line : shownLine;
    if (line > 0) {
      lines[line - 1].setAttribute("aria-current", "step");
      lines[line - 1].classList.toggle("running", step.line > 0);
      scrollTo(lines[line - 1]);
    }
    shownLine = line;
  }

  /** Scrolls the source, and never the page. */
  function scrollTo(line) {
    const list = by("source");
    const top = line.offsetTop;
    if (top < list.scrollTop + 40 || top > list.scrollTop + list.clientHeight - 80) {
      list.scrollTop = top - list.clientHeight / 2;
    }
  }

  function showControls() {
    const { at, steps, playing } = playback;
    by("scrubber").value = at + 1;
    by("scrubber").setAttribute("aria-valuetext", "step " + (at + 1) + " of " + steps.length);
    by("position").textContent = (at + 1) + " / " + steps.length;
    by("first").disabled = by("back").disabled = playback.atStart;
    by("last").disabled = by("forward").disabled = playback.atEnd;
    by("play").setAttribute("aria-label", playing ? "Pause" : "Play");
    by("play").classList.toggle("playing", playing);
    by("speed").textContent = playback.speed + " ×";
    by("slower").disabled = playback.slowest;
    by("faster").disabled = playback.fastest;
    const ticks = by("strip").children;
    for (let i = 0; i < ticks.length; i++) ticks[i].classList.toggle("past", i <= at);
  }

  // ---- Addresses: program and step, to be given to others ----

  /** Once it has been quiet for a moment: browsers throttle pages that change their address often. */
  function remember() {
    clearTimeout(remembering);
    remembering = setTimeout(() => {
      const hash = "#" + by("program").value + "/" + (playback.at + 1);
      if (location.hash !== hash) history.replaceState(null, "", hash);
    }, 250);
  }

  function openAddress() {
    const [id, step] = location.hash.slice(1).split("/");
    open(id, (Number.parseInt(step, 10) || 1) - 1);
  }

  // ---- Theme ----

  function showTheme(theme) {
    document.documentElement.dataset.theme = theme;
    by("theme").textContent = THEMES[theme];
  }

  /** Browsers may forbid storage, as some do for pages from files: then the choice is not kept. */
  function storedTheme() {
    try {
      return localStorage.getItem("theme") in THEMES ? localStorage.getItem("theme") : "auto";
    } catch (forbidden) {
      return "auto";
    }
  }

  function nextTheme() {
    const names = Object.keys(THEMES);
    const theme = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
    showTheme(theme);
    try {
      localStorage.setItem("theme", theme);
    } catch (forbidden) {
      console.info("the browser does not let this page remember the theme");
    }
  }

  // ---- Keys ----

  const KEYS = {
    ArrowLeft: event => event.shiftKey ? playback.moveToLoop(-1) : playback.move(-1),
    ArrowRight: event => event.shiftKey ? playback.moveToLoop(1) : playback.move(1),
    Home: () => playback.goTo(0),
    End: () => playback.goTo(playback.steps.length - 1),
    " ": () => playback.toggle(),
    "+": () => playback.changeSpeed(1),
    "-": () => playback.changeSpeed(-1),
    "?": () => by("keys").showModal(),
  };

  /** Fields, buttons and the scrolling source have uses of their own for some keys. */
  function isTakenBy(target, key) {
    if (target.closest("dialog")) return true;
    if (target.matches("select, input")) return key !== "?" && !(target.matches("input") && key === " ");
    return target.matches("button") ? key === " " : false;
  }

  document.addEventListener("keydown", event => {
    const action = KEYS[event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey || isTakenBy(event.target, event.key)) return;
    event.preventDefault();
    action(event);
  });

  // ---- Beginning ----

  by("program").append(...recordings.map(one => new Option(one.title, one.id)));
  by("program").addEventListener("change", event => open(event.target.value, 0));
  by("scrubber").addEventListener("input", event => playback.goTo(event.target.valueAsNumber - 1));
  const CLICKS = {
    first: () => playback.goTo(0),
    back: () => playback.move(-1),
    play: () => playback.toggle(),
    forward: () => playback.move(1),
    last: () => playback.goTo(playback.steps.length - 1),
    slower: () => playback.changeSpeed(-1),
    faster: () => playback.changeSpeed(1),
    theme: nextTheme,
    help: () => by("keys").showModal(),
  };
  for (const [id, action] of Object.entries(CLICKS)) by(id).addEventListener("click", action);
  window.addEventListener("hashchange", openAddress);
  window.addEventListener("resize", () => {
    const line = by("source").querySelector("[aria-current]");
    if (line) scrollTo(line); // lines are broken elsewhere now
  });
  showTheme(storedTheme());
  openAddress();
})();
