// Loads what test files import of the product and of node_modules once per worker. Jest would load it for every file: the whole
// product, Temporal's SDK and all, some two hundred times, which was a third of the tests' work. Nothing there is mocked, and our
// modules keep no state. What lies below test/ is loaded for each file: its hooks and lists belong to that file.

const path = require('node:path');
const { default: Runtime } = require('jest-runtime');

const TESTS = path.resolve(__dirname, '..') + path.sep;

/** Belongs to the worker's first file and outlives it. */
let shared;

class SharedModulesRuntime extends Runtime {
  constructor(...parts) {
    super(...parts);
    shared ??= new Runtime(...parts);
  }

  requireModuleOrMock(from, name) {
    const isOfTests = name.startsWith('.') && path.resolve(path.dirname(from), name).startsWith(TESTS);
    return isOfTests ? super.requireModuleOrMock(from, name) : shared.requireModuleOrMock(from, name);
  }
}

module.exports = { __esModule: true, default: SharedModulesRuntime };
