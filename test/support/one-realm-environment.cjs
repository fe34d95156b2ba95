// A test file runs in the realm of its worker, as the product does in its process: no second `Error` or `Array` for libraries
// to stumble over, and what one file has loaded is there for the next (shared-modules-runtime.cjs). Files share nothing else
// that they could change: each finds the environment variables as the first one found them.

const vm = require('node:vm');
const { ModuleMocker } = require('jest-mock');

/** Jest compiles every module for a context; this one stands for the realm that is already here. */
const thisRealm = vm.createContext({});
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options }) =>
  compileFunction(code, parameters, parsingContext === thisRealm ? options : { ...options, parsingContext });

const variables = { ...process.env };
const { exit } = process;

module.exports = class OneRealmEnvironment {
  constructor() {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
  }

  async setup() {}

  async teardown() {
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(variables, name)) delete process.env[name];
    Object.assign(process.env, variables);
    // Jest wraps it anew for every file.
    process.exit = exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return thisRealm;
  }
};
