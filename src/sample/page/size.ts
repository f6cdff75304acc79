/**
 * The part of the script that scales a picture to its cell: `fit` makes the print around the cell readable whatever the
 * width of the window, and puts the cell into the middle; `resize` makes it larger or smaller.
 */
export const SIZE = `
  // Pixels of a point at which small print is readable, and of the height of a cell.
  const READABLE = 1.5;
  const CELL = 28;
  let zoom = 1;

  function fit() {
    const place = by('picture');
    const image = place.querySelector('img');
    const item = items[at];
    if (!image || !item.place || !image.naturalWidth) return;
    const room = place.clientWidth;
    const [left, top, right, bottom] = whole ? item.place.page : item.place.close;
    const points = item.place.width;
    const tall = (bottom - top) * points * image.naturalHeight / image.naturalWidth;
    const all = room / points;
    const most = Math.max(all, 0.9 * room / Math.max(1, (right - left) * points));
    const scale = whole ? all : Math.min(most, Math.max(all, READABLE, CELL / Math.max(1, tall)));
    const width = scale * zoom * points;
    image.style.width = width + 'px';
    const height = width * image.naturalHeight / image.naturalWidth;
    place.scrollLeft = width * (left + right) / 2 - room / 2;
    place.scrollTop = height * (top + bottom) / 2 - place.clientHeight / 2;
  }

  function resize(factor) {
    zoom = Math.min(6, Math.max(0.5, zoom * factor));
    fit();
  }
`
