// Adds up what each runner reported: skipped tests with their reason, the slowest tests, and the closing line.
// usage: test-summary.mjs RESULTS_FOLDER OTHER_FAILURES
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, otherFailures] = process.argv.slice(2);
const tests = [];

for (const file of readdirSync(folder, { recursive: true })) {
  const path = join(folder, file);
  if (file.endsWith(".ctrf")) {
    for (const test of JSON.parse(readFileSync(path, "utf8")).results.tests) {
      tests.push({ name: test.name, state: test.status, ms: test.duration, reason: test.message });
    }
  } else if (file.endsWith("vitest.json")) {
    for (const suite of JSON.parse(readFileSync(path, "utf8")).testResults) {
      for (const test of suite.assertionResults) {
        tests.push({ name: test.fullName, state: test.status, ms: test.duration ?? 0 });
      }
    }
  } else if (file.endsWith("end-to-end.json")) {
    tests.push(...JSON.parse(readFileSync(path, "utf8")));
  }
}

const of = (...states) => tests.filter((test) => states.includes(test.state));
for (const test of of("skipped", "pending")) {
  console.log(`skipped: ${test.name}: ${test.reason ?? "no reason given"}`);
}
for (const test of of("failed")) {
  console.log(`FAILED: ${test.name}`);
}
const slowest = [...tests].sort((a, b) => b.ms - a.ms).slice(0, 10);
console.log("slowest: " + slowest.map((test) => `${test.name.split(".").slice(-1)[0].slice(0, 60)} ${(test.ms / 1000).toFixed(1)} s`).join("; "));

// A step may fail without a failed test (formatting, a crashed host): that counts as one failure.
const failed = Math.max(of("failed").length, Number(otherFailures) ? 1 : 0);
const passed = of("passed").length;
console.log(`${passed} passed, ${failed} failed, ${of("skipped", "pending").length} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
