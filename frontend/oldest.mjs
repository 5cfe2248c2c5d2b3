// The oldest browsers that the page is for (docs/engines.md): what is built and checked goes by them.
export const OLDEST = {
  chrome: "109",
  edge: "109",
  firefox: "115",
  safari: "15.6",
  safari_ios: "15.6",
};
