// As much of jsdom as the tests use.
declare module "jsdom" {
  // What pages write into it is heard by nobody.
  export class VirtualConsole {}

  export class JSDOM {
    constructor(
      html: string,
      options: {
        url: string;
        runScripts: "outside-only";
        pretendToBeVisual: boolean;
        virtualConsole: VirtualConsole;
      },
    );
    readonly window: Window & typeof globalThis;
  }
}
