import { describe, expect, it } from "vitest";
import { convex, paperSize, straighten, turned, type Corner } from "./quad";

const leaning: Corner[] = [
  { x: 120, y: 80 },
  { x: 910, y: 140 },
  { x: 860, y: 640 },
  { x: 90, y: 700 },
];

/** Where a CSS matrix3d puts a place of the plane. */
function put(transform: string, { x, y }: Corner): Corner {
  const m = transform.slice("matrix3d(".length, -1).split(",").map(Number);
  const w = m[3]! * x + m[7]! * y + m[15]!;
  return { x: (m[0]! * x + m[4]! * y + m[12]!) / w, y: (m[1]! * x + m[5]! * y + m[13]!) / w };
}

describe("the shape of a paper", () => {
  it("is laid so that its corners are those of the box", () => {
    const transform = straighten(leaning, 360, 250);
    const box = [
      { x: 0, y: 0 },
      { x: 360, y: 0 },
      { x: 360, y: 250 },
      { x: 0, y: 250 },
    ];
    for (const [i, corner] of leaning.entries()) {
      const at = put(transform, corner);
      expect(at.x).toBeCloseTo(box[i]!.x, 6);
      expect(at.y).toBeCloseTo(box[i]!.y, 6);
    }
  });

  it("turns clockwise: what was the upper left corner is the upper right one", () => {
    expect(turned(leaning, 1)[1]).toEqual(leaning[0]);
    expect(turned(leaning, 4)).toEqual(leaning);
    const flat = paperSize(leaning);
    const onItsSide = paperSize(turned(leaning, 1));
    expect(onItsSide.width).toBeCloseTo(flat.height, 9);
  });

  it("knows a dent and a knot", () => {
    expect(convex(leaning)).toBe(true);
    expect(convex([leaning[0]!, leaning[2]!, leaning[1]!, leaning[3]!])).toBe(false);
    expect(convex([leaning[0]!, leaning[1]!, { x: 300, y: 250 }, leaning[3]!])).toBe(false);
  });
});
