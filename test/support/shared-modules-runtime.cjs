// Loads what test files import once per worker. Jest would load it for every file: the whole product, Temporal's SDK and all,
// some two hundred times, which was a third of the tests' work. Nothing here is mocked, and our modules keep no state.

const { default: Runtime } = require('jest-runtime');

/** Belongs to the worker's first file and outlives it. */
let shared;

class SharedModulesRuntime extends Runtime {
  constructor(...parts) {
    super(...parts);
    shared ??= new Runtime(...parts);
  }

  requireModuleOrMock(from, name) {
    return shared.requireModuleOrMock(from, name);
  }
}

module.exports = { __esModule: true, default: SharedModulesRuntime };
