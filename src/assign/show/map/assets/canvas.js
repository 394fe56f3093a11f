// A picture under the mouse that never holds it up: painted in slices on a canvas nobody sees, shown when it is done.
// While the map is dragged or zoomed, the picture of before is moved and stretched; it is larger than the view.

const MARGIN = 0.3,
  SLICE_MS = 7,
  MOST_PIXELS = 1.2e7;

// What a painter needs to know: pixel = world · scale + shift, and what lies in the picture, in world coordinates.
function viewOf({ zoom, west, north, width, height }) {
  const scale = 2 ** (zoom - WORLD_ZOOM);
  const view = {
    zoom,
    scale,
    width,
    height,
    dx: -west * scale,
    dy: -north * scale,
    box: [west, north, west + width / scale, north + height / scale],
  };
  view.sees = (boxes_, n) =>
    boxes_[4 * n] <= view.box[2] &&
    boxes_[4 * n + 2] >= view.box[0] &&
    boxes_[4 * n + 1] <= view.box[3] &&
    boxes_[4 * n + 3] >= view.box[1];
  view.cell = Math.sqrt((home.area * scale * scale) / Math.max(1, villages.id.length));
  return view;
}

const Picture = L.Layer.extend({
  initialize(painter, { z }) {
    this.painter = painter;
    this.z = z;
  },
  onAdd(leaflet) {
    const pane = leaflet.getPane('picture') || leaflet.createPane('picture');
    pane.style.pointerEvents = 'none';
    pane.style.zIndex = 300;
    this.canvases = [0, 1].map(() => {
      const canvas = L.DomUtil.create('canvas', 'picture leaflet-zoom-animated', pane);
      canvas.setAttribute('aria-hidden', 'true');
      canvas.style.zIndex = this.z;
      return canvas;
    });
    this.shown = null;
    leaflet.on('moveend resize', this.request, this);
    leaflet.on('move', this.follow, this);
    leaflet.on('viewreset zoom', this.place, this);
    leaflet.on('zoomanim', this.stretch, this);
    this.request();
  },
  onRemove(leaflet) {
    leaflet
      .off('moveend resize', this.request, this)
      .off('move', this.follow, this)
      .off('viewreset zoom', this.place, this)
      .off('zoomanim', this.stretch, this);
    this.job = null;
    for (const canvas of this.canvases) canvas.remove();
  },
  // The part of the world to paint: what is in view, and some of what is around it.
  wanted() {
    const leaflet = this._map,
      size = leaflet.getSize(),
      zoom = leaflet.getZoom(),
      scale = 2 ** (zoom - WORLD_ZOOM);
    const corner = leaflet.containerPointToLatLng([-size.x * MARGIN, -size.y * MARGIN]),
      at_ = toWorld(corner.lat, corner.lng);
    const width = Math.round(size.x * (1 + 2 * MARGIN)),
      height = Math.round(size.y * (1 + 2 * MARGIN));
    return viewOf({
      zoom,
      west: Math.round(at_.x * scale) / scale,
      north: Math.round(at_.y * scale) / scale,
      width,
      height,
    });
  },
  request() {
    if (!this._map || !this._map.getSize().x) return;
    const view = this.wanted(),
      [front, back] = this.canvases;
    const ratio = Math.min(window.devicePixelRatio || 1, 2, Math.sqrt(MOST_PIXELS / (view.width * view.height)));
    const canvas = this.shown ? back : front,
      ctx = canvas.getContext('2d', { willReadFrequently: true });
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const steps = this.painter(ctx, view),
      job = { steps, canvas, ctx, view };
    this.job = job;
    const slice = () => {
      if (this.job !== job) return;
      const until = performance.now() + SLICE_MS;
      do {
        if (steps.next().done) {
          this.swap(job);
          return;
        }
        // Reading one pixel makes the browser draw now what it would otherwise put off and draw in one long go.
        ctx.getImageData(0, 0, 1, 1);
      } while (performance.now() < until);
      requestAnimationFrame(slice);
    };
    requestAnimationFrame(slice);
  },
  swap({ canvas, view }) {
    this.job = null;
    if (canvas !== this.canvases[0]) this.canvases.reverse();
    this.shown = view;
    this.canvases[0].style.visibility = 'visible';
    this.canvases[1].style.visibility = 'hidden';
    this.place();
    this.fire('painted');
  },
  corner() {
    return L.latLng(toDegrees({ x: this.shown.box[0], y: this.shown.box[1] }));
  },
  place() {
    if (!this.shown) return;
    const leaflet = this._map;
    L.DomUtil.setTransform(
      this.canvases[0],
      leaflet.latLngToLayerPoint(this.corner()),
      leaflet.getZoomScale(leaflet.getZoom(), this.shown.zoom),
    );
  },
  stretch({ zoom, center }) {
    if (this.shown)
      L.DomUtil.setTransform(
        this.canvases[0],
        this._map._latLngToNewLayerPoint(this.corner(), zoom, center),
        this._map.getZoomScale(zoom, this.shown.zoom),
      );
  },
  // A drag that nears the edge of the picture asks for the next one before it is over.
  follow() {
    if (!this.shown || this.job || this._map.getZoom() !== this.shown.zoom) return;
    const bounds = this._map.getBounds(),
      northWest = toWorld(bounds.getNorth(), bounds.getWest()),
      southEast = toWorld(bounds.getSouth(), bounds.getEast());
    const slack = 40 / this.shown.scale,
      { box } = this.shown;
    if (
      northWest.x - slack < box[0] ||
      northWest.y - slack < box[1] ||
      southEast.x + slack > box[2] ||
      southEast.y + slack > box[3]
    )
      this.request();
  },
});
