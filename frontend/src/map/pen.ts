// The pen of a canvas: to measure text with, and to draw.

export const penOf = (canvas: HTMLCanvasElement) =>
  canvas.getContext("2d") as CanvasRenderingContext2D;
