/**
 * The outline of a postage stamp: a sheet whose edges were torn along a row of holes.
 *
 * @param columns - Teeth along the upper edge.
 * @param rows - Teeth down a side.
 * @param pitch - From hole to hole.
 * @param radius - Of a hole, less than half a pitch.
 * @returns The `d` of an SVG path that starts at 0, 0 and is `columns × pitch` wide and `rows × pitch` high.
 */
export function perforatedEdge(
  columns: number,
  rows: number,
  pitch: number,
  radius: number,
): string {
  const side = (count: number, dx: number, dy: number) => {
    const reach = pitch / 2 - radius
    const flat = `l${reach * dx} ${reach * dy}`
    const hole = `a${radius} ${radius} 0 0 0 ${2 * radius * dx} ${2 * radius * dy}`
    return `${flat}${hole}${flat}`.repeat(count)
  }
  return `M0 0${side(columns, 1, 0)}${side(rows, 0, 1)}${side(columns, -1, 0)}${side(rows, 0, -1)}z`
}
