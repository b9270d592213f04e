/* What lies over what on a page, while it is scrolled from its top to its end: a list of sentences, empty where all
   can be read. Texts and form fields are compared, each as far as the boxes around it show it. */
() => {
  const SLACK = 4; // pixels that the boxes of two lines may share without their letters touching
  const STEP = 40; // pixels from one position of the page to the next: less than the height of two lines

  const style = (element) => getComputedStyle(element);
  const clips = (element) => style(element).overflow !== "visible";
  const stays = (element) => ["sticky", "fixed"].includes(style(element).position);
  const isOpaque = (element) => !/^rgba\(.*, 0\)$|^transparent$/.test(style(element).backgroundColor);

  const ancestors = (node) => {
    const found = [];
    for (let element = node; element !== document.body; element = element.parentElement) found.push(element);
    return found;
  };

  const describe = (node, element) => {
    const range = document.createRange();
    range.selectNode(node);
    const chain = ancestors(element);
    const staying = chain.filter(stays);
    return {
      range,
      element,
      block: chain.find((item) => style(item).display !== "inline"),
      frames: chain.filter(clips),
      // Where the page is scrolled it keeps its place on the screen, not on the page.
      stays: staying.some((item) => !ancestors(item).slice(1).some(clips)),
      // The head of a table, which hides what is scrolled below it, is no fault.
      tables: staying.filter(isOpaque).map((head) => head.closest("table")),
    };
  };

  const things = () => {
    const shown = { contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isText = node.nodeType === Node.TEXT_NODE;
      if (isText ? !node.data.trim() : !node.matches("input, select, textarea, img")) continue;
      const element = isText ? node.parentElement : node;
      if (element.closest("option, script, style") || !element.checkVisibility(shown)) continue;
      found.push(describe(node, element));
    }
    return found;
  };

  const onPage = (box) => ({
    left: box.left + scrollX,
    right: box.right + scrollX,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  });
  const within = (box, frame) => ({
    left: Math.max(box.left, frame.left),
    right: Math.min(box.right, frame.right),
    top: Math.max(box.top, frame.top),
    bottom: Math.min(box.bottom, frame.bottom),
  });
  const isSeen = (box) => box.right - box.left > SLACK && box.bottom - box.top > SLACK;

  const boxesOf = (thing) => {
    const frames = thing.frames.map((item) => onPage(item.getBoundingClientRect()));
    const boxes = [...thing.range.getClientRects()].map((box) => ({ ...frames.reduce(within, onPage(box)), thing }));
    return boxes.filter(isSeen);
  };

  const hides = (one, other) => one.tables.some((table) => table?.contains(other.element));
  const named = (thing) => `“${(thing.range.toString().trim() || thing.element.outerHTML).slice(0, 40)}”`;
  const faults = new Set();

  const compare = (one, other) => {
    if (one.thing.block === other.thing.block || !isSeen(within(one, other))) return;
    if (hides(one.thing, other.thing) || hides(other.thing, one.thing)) return;
    faults.add(`${named(one.thing)} and ${named(other.thing)}`);
  };

  const compareAll = (boxes) => {
    boxes.sort((one, other) => one.top - other.top);
    boxes.forEach((one, index) => {
      for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - SLACK; next++) {
        compare(one, boxes[next]);
      }
    });
  };

  const all = things();
  const moving = all.filter((thing) => thing.stays);
  const resting = all.filter((thing) => !thing.stays);
  scrollTo({ top: 0, behavior: "instant" });
  for (const offset of [150, 0]) {
    for (const frame of new Set(all.flatMap((thing) => thing.frames))) frame.scrollTo(offset, offset);
    compareAll(all.flatMap(boxesOf));
  }
  const places = resting.flatMap(boxesOf);
  const end = moving.length ? document.documentElement.scrollHeight : 0;
  for (let top = 0; top < end; top += STEP) {
    scrollTo({ top, behavior: "instant" });
    for (const one of moving.flatMap(boxesOf)) {
      for (const other of places) if (other.top < one.bottom && other.bottom > one.top) compare(one, other);
    }
  }
  return [...faults];
}
