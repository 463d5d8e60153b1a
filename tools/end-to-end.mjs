// Starts the built server with a new demo on a free port, and a second one without any data; runs the browser tests against them,
// stops them as Ctrl-C does, starts the demo again on the same data, and fails on anything a server logged. Writes
// RESULTS/end-to-end.json.
// usage: end-to-end.mjs RESULTS_FOLDER [IMAGES_FOLDER]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const [results, images = ""] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "songshan-e2e-"));
const emptyData = mkdtempSync(join(tmpdir(), "songshan-e2e-"));
const tests = [];

class Server {
  constructor(data, ...options) {
    this.started = Date.now();
    this.lines = [];
    this.process = spawn("dotnet", [join(root, ".run/songshan/songshan.dll"), "serve", ...options, "--port", "0",
      "--data", data, "--web", join(root, "src/web/dist"), "--geodata", join(root, "geodata")], { stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((done) => this.process.once("exit", done));
    this.ready = new Promise((found, failed) => {
      const hear = (stream) => (chunk) => {
        for (const line of chunk.toString().split("\n").filter(Boolean)) {
          this.lines.push(`${stream} ${line}`);
          const address = /ready: (http:\S+)/.exec(line)?.[1];
          if (address) found(address);
        }
      };
      this.process.stdout.on("data", hear("out"));
      this.process.stderr.on("data", hear("err"));
      void this.ended.then((code) => failed(new Error(`the server ended (${code}): ${this.lines.slice(-5).join(" | ")}`)));
    });
    this.ready.catch(() => {});
  }

  async stop() {
    this.process.kill("SIGINT");
    return this.ended;
  }

  // The console logger's levels; the demo's own remarks about its files have none.
  complaints() {
    return this.lines.filter((line) => /\b(warn|fail|crit):/.test(line));
  }
}

async function test(name, body) {
  const started = Date.now();
  try {
    await body();
    tests.push({ name, state: "passed", ms: Date.now() - started });
    console.log(`passed ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    tests.push({ name, state: "failed", ms: Date.now() - started });
    console.log(`FAILED ${name}: ${error.message}`);
  }
}

function assert(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

// Its server is its own, so that it runs beside the others; those share one, and see each other's incidents, routes and alerts.
const onEmptyServer = "setup.e2e.ts";

async function browserTests(address, secrets, setupLink) {
  const codes = await Promise.all([
    browse("demo", ["--exclude", `**/${onEmptyServer}`], address, secrets, setupLink),
    browse("empty", [onEmptyServer], address, secrets, setupLink),
  ]);
  return codes.every((code) => code === 0);
}

function browse(name, choice, address, secrets, setupLink) {
  const nameAndPassword = (role) => {
    const { name, password } = secrets.accounts.find((account) => account.role === role);
    return `${name}:${password}`;
  };
  const run = spawn("npx", ["vitest", "run", "--config", "e2e/vitest.config.ts", ...choice, "--reporter=default", "--reporter=json",
    `--outputFile.json=${join(resolve(results), `browser-${name}-vitest.json`)}`], {
    cwd: join(root, "src/web"),
    stdio: "inherit",
    env: {
      ...process.env,
      SONGSHAN_URL: address,
      SONGSHAN_DISPATCHER: nameAndPassword("dispatcher"),
      SONGSHAN_LEADER: nameAndPassword("leader"),
      SONGSHAN_INVITE: secrets.invite.path,
      SONGSHAN_SETUP: setupLink,
      SONGSHAN_IMAGES: images && resolve(images),
      SONGSHAN_STATES: process.env.SONGSHAN_STATES && resolve(process.env.SONGSHAN_STATES),
    },
  });
  return new Promise((done) => run.once("exit", done));
}

// Each start waits for its database most of the time: both at once.
const first = new Server(data, "--demo");
const empty = new Server(emptyData);
let address;
await test("The demo starts on an empty data directory", async () => {
  address = await first.ready;
});
let setupLink;
await test("A first start without demo data prints a one-time link", async () => {
  await empty.ready;
  setupLink = empty.lines.map((line) => /http:\S+\/setup\?token=\S+/.exec(line)?.[0]).find(Boolean);
  assert(setupLink, "no line of its output has a setup link");
});

if (address && setupLink) {
  const secrets = JSON.parse(readFileSync(join(data, "demo-secrets.json"), "utf8"));
  await test("Browser tests run to their end", async () => assert(await browserTests(address, secrets, setupLink), "see above"));
  await test("Ctrl-C stops everything cleanly", async () => {
    assert((await first.stop()) === 0, `exit code ${first.process.exitCode}`);
    assert((await empty.stop()) === 0, `exit code ${empty.process.exitCode}`);
    const complaints = [...first.complaints(), ...empty.complaints()];
    assert(complaints.length === 0, `the log is not clean:\n${complaints.join("\n")}`);
  });
  await test("A second start keeps all data", async () => {
    const second = new Server(data, "--demo");
    const again = await second.ready;
    const leader = secrets.accounts.find((account) => account.role === "leader");
    const answer = await fetch(`${again}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-requested-with": "songshan" },
      body: JSON.stringify({ name: leader.name, password: leader.password }),
    });
    assert(answer.status === 200, `the leader's account is gone: ${answer.status}`);
    assert(!second.lines.some((line) => line.includes("loading the district")), "the district was loaded again");
    console.log(`second start: ready after ${((Date.now() - second.started) / 1000).toFixed(1)} s`);
    assert((await second.stop()) === 0, `exit code ${second.process.exitCode}`);
    assert(second.complaints().length === 0, `the log is not clean:\n${second.complaints().join("\n")}`);
  });
} else {
  await Promise.all([first, empty].map((server) => server.stop()));
}

for (const folder of [data, emptyData]) rmSync(folder, { recursive: true, force: true });
writeFileSync(join(results, "end-to-end.json"), JSON.stringify(tests));
process.exit(tests.some((entry) => entry.state === "failed") ? 1 : 0);
