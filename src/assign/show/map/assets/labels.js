// Names on their own canvas: stations first, then rooms, then villages; a name that would cover another is left out.

const Labels = L.Layer.extend({
  onAdd(leaflet) {
    this.canvas = L.DomUtil.create('canvas', 'labels');
    this.canvas.setAttribute('aria-hidden', 'true');
    const holder = leaflet.createPane('names');
    holder.style.zIndex = 450;
    holder.style.pointerEvents = 'none';
    holder.append(this.canvas);
    leaflet.on('moveend zoomend resize', this.redraw, this);
    leaflet.on('zoomstart', this.hide, this);
    this.redraw();
  },
  hide() { this.canvas.hidden = true; },
  redraw() {
    const leaflet = map.leaflet, size = leaflet.getSize(), ratio = window.devicePixelRatio || 1;
    const canvas = this.canvas, ctx = canvas.getContext('2d');
    canvas.hidden = false;
    canvas.width = size.x * ratio; canvas.height = size.y * ratio;
    canvas.style.width = `${size.x}px`; canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, leaflet.containerPointToLayerPoint([0, 0]));
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!map.shown.has('labels')) return;
    const taken = [], step = leaflet.getZoom() - map.home, air = Math.max(0, 26 * (1 - map.thin)), view = leaflet.getBounds().pad(0.05);
    const covers = (box) => taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    const write = (table, number, text, { font, color, offsets = [0] }) => {
      const where = point(table, number);
      if (!text || !view.contains(where)) return;
      const at = leaflet.latLngToContainerPoint(where);
      ctx.font = font;
      ctx.fillStyle = color;
      const half = ctx.measureText(text).width / 2 + 3;
      const boxAt = (dy) => [at.x - half - air, at.y + dy - 8 - air, at.x + half + air, at.y + dy + 8 + air];
      const dy = offsets.find((offset) => !covers(boxAt(offset)));
      if (dy === undefined) return;
      taken.push(boxAt(dy));
      ctx.strokeText(text, at.x, at.y + dy);
      ctx.fillText(text, at.x, at.y + dy);
    };
    const radius = map.radius || 5;
    if (map.shown.has('rooms') && step >= 1.2) {
      rooms.id.forEach((_, room) => {
        const where = point(rooms, room);
        if (!view.contains(where)) return;
        const { x, y } = leaflet.latLngToContainerPoint(where);
        taken.push([x - radius, y - radius, x + radius, y + radius]);
      });
    }
    ctx.textAlign = 'center'; ctx.textBaseline = 'middle'; ctx.lineJoin = 'round';
    ctx.lineWidth = 3.2; ctx.strokeStyle = 'rgba(255,255,255,0.92)';
    const family = getComputedStyle(document.body).fontFamily;
    if (map.shown.has('stations')) {
      stations.id.forEach((id, number) => write(stations, number, stations.name[number] || id, {
        font: `600 13.5px ${family}`, color: '#14222d', offsets: [0, -18, 18, -32, 32] }));
    }
    if (map.shown.has('rooms') && step >= 1.2) {
      rooms.id.forEach((_, room) => write(rooms, room, roomName(room), {
        font: `500 12px ${family}`, color: '#123a5a', offsets: [radius + 10, -radius - 11] }));
    }
    if (step >= 2.4) {
      villages.id.forEach((_, number) => { if (!villages.host[number]) write(villages, number, villages.name[number], {
        font: `400 11.5px ${family}`, color: '#4a565f', offsets: map.shown.has('posts') ? [11, -11] : [0, 12, -12] }); });
    }
  },
});
