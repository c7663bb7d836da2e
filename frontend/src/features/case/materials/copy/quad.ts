/** A place in a picture, in its pixels. */
export interface Corner {
  x: number;
  y: number;
}

/** The size of the paper between four corners (clockwise from its upper left): the longer of each two sides that face each other. */
export function paperSize(corners: Corner[]): { width: number; height: number } {
  const side = (a: number, b: number) => Math.hypot(corners[b]!.x - corners[a]!.x, corners[b]!.y - corners[a]!.y);
  return { width: Math.max(side(0, 1), side(3, 2)), height: Math.max(side(0, 3), side(1, 2)) };
}

/** The corners with the paper turned clockwise by quarters. */
export const turned = (corners: Corner[], quarters: number): Corner[] => corners.map((_, i) => corners[(((i - quarters) % 4) + 4) % 4]!);

/** Whether the corners go around a shape without a dent. */
export function convex(corners: Corner[]): boolean {
  return corners.every((a, i) => {
    const b = corners[(i + 1) % 4]!;
    const c = corners[(i + 2) % 4]!;
    return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > 0;
  });
}

/**
 * The CSS transform that lays a picture so that the paper between its corners fills a box: the map of the unit square
 * onto the corners (Heckbert 1989, 2.2.3), turned around by its adjugate, and stretched to the box.
 */
export function straighten(corners: Corner[], width: number, height: number): string {
  const [p, q, r, s] = corners as [Corner, Corner, Corner, Corner];
  const dx1 = q.x - r.x,
    dx2 = s.x - r.x,
    sx = p.x - q.x + r.x - s.x;
  const dy1 = q.y - r.y,
    dy2 = s.y - r.y,
    sy = p.y - q.y + r.y - s.y;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  const a = q.x - p.x + g * q.x,
    b = s.x - p.x + h * s.x,
    c = p.x;
  const d = q.y - p.y + g * q.y,
    e = s.y - p.y + h * s.y,
    f = p.y;
  // The adjugate of the map; a common factor of all nine does not matter.
  const m = [
    [(e - f * h) * width, (c * h - b) * width, (b * f - c * e) * width],
    [(f * g - d) * height, (a - c * g) * height, (c * d - a * f) * height],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ] as const;
  const by = m[2][2];
  const at = (row: 0 | 1 | 2, col: 0 | 1 | 2) => m[row][col] / by;
  return `matrix3d(${[at(0, 0), at(1, 0), 0, at(2, 0), at(0, 1), at(1, 1), 0, at(2, 1), 0, 0, 1, 0, at(0, 2), at(1, 2), 0, 1].join(",")})`;
}
