// Started by tools/bench-frames, which says what is measured. With --senders ADDRESS it is the devices' process of its own, so that
// a slow page does not slow them; it reads one token a line from its input and ends with it.
import { createHash, randomBytes } from "node:crypto";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const root = resolve(script, "../..");
const web = createRequire(join(root, "src/web/package.json"));
const kinds = ["patrolCar", "patrolSquad", "communityPolice", "volunteerTeam", "propertyGuard"];
const warmUpS = 10;

if (process.argv[2] === "--senders") await send(process.argv[3]);
else await measure(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 30));

/** One hub connection per token; each unit walks an alley to and fro and reports once a second. */
async function send(address) {
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = web("@microsoft/signalr");
  const { MessagePackHubProtocol } = web("@microsoft/signalr-protocol-msgpack");
  const [first, ...tokens] = await linesOfInput();
  const alleys = JSON.parse(first);
  const hubs = [];
  for (const token of tokens) {
    const started = await fetch(`${address}/api/duties`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
    if (!started.ok) throw new Error(`a duty could not be started: ${started.status} ${await started.text()}`);
    const hub = new HubConnectionBuilder()
      .withUrl(`${address}/hubs/live`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: () => token })
      .withHubProtocol(new MessagePackHubProtocol())
      .configureLogging(LogLevel.None)
      .build();
    await hub.start();
    hubs.push(hub);
  }

  const begun = Date.now();
  hubs.forEach((hub, number) => {
    const line = alleys[number % alleys.length];
    let sequence = 0;
    const report = () => {
      const seconds = (Date.now() - begun) / 1000;
      // Once along the alley and back in four minutes, each unit from a place of its own.
      const turn = ((seconds + number * 7) / 120) % 2;
      const share = (turn < 1 ? turn : 2 - turn) * (line.length - 1);
      const at = Math.min(line.length - 2, Math.floor(share));
      const [from, to] = [line[at], line[at + 1]];
      const headingDeg = (450 - (Math.atan2(to[1] - from[1], (to[0] - from[0]) * 0.82) * 180) / Math.PI + (turn < 1 ? 0 : 180)) % 360;
      const fix = {
        sequence: sequence++, timeMs: Date.now(), lonDeg: from[0] + (share - at) * (to[0] - from[0]), latDeg: from[1] + (share - at) * (to[1] - from[1]),
        accuracyM: 5, speedMps: 1.3, headingDeg, batteryShare: 0.8,
      };
      hub.invoke("Report", { datum: "wgs84", fixes: [fix] }).catch((error) => console.error(`a report failed: ${error.message}`));
    };
    setTimeout(() => setInterval(report, 1000), (1000 * number) / hubs.length);
  });
  console.log("sending");
  await once(process.stdin, "close");
  process.exit(0);
}

/** The lines up to an empty one. */
async function linesOfInput() {
  const lines = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "") break;
    lines.push(line);
  }

  // Reading goes on, so that the end of the input is noticed.
  process.stdin.resume();
  return lines;
}

async function measure(units, seconds) {
  const data = mkdtempSync(join(tmpdir(), "songshan-frames-"));
  const ending = [];
  try {
    const server = spawn("dotnet", [join(root, ".run/songshan/songshan.dll"), "serve", "--port", "0", "--data", data,
      "--web", join(root, "src/web/dist"), "--geodata", join(root, "geodata")], { stdio: ["ignore", "pipe", "inherit"] });
    ending.push(async () => {
      server.kill("SIGINT");
      await once(server, "exit");
    });
    const link = await lineOf(server, /http:\S+\/setup\?token=\S+/);
    const { origin: address, searchParams } = new URL(link);
    await lineOf(server, /ready:/);
    const tokens = addDevices(units, data);
    const account = { name: "measure", password: randomBytes(12).toString("hex") };
    const cookie = await makeDispatcher(address, searchParams.get("token"), account);
    const alleys = await (await fetch(`${address}/api/alleys`, { headers: { cookie } })).json();

    const senders = spawn(process.execPath, [script, "--senders", address], { stdio: ["pipe", "pipe", "inherit"] });
    ending.push(() => senders.stdin.end());
    senders.stdin.write(`${JSON.stringify(alleys.map((alley) => alley.linesWgs84[0]))}\n${tokens.join("\n")}\n\n`);
    await lineOf(senders, /sending/);

    const frames = await watch(address, account, units, seconds, ending);
    print(units, seconds, frames);
  } finally {
    for (const end of ending.reverse()) await end();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Opens the dispatcher's page, waits until it shows every unit, and lets it count its own frames. */
async function watch(address, account, units, seconds, ending) {
  const { chromium } = web("playwright-core");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  ending.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const answer = await page.request.post(`${address}/api/session`, { headers: { "x-requested-with": "songshan" }, data: account });
  if (!answer.ok()) throw new Error(`the page's sign-in: ${answer.status()}`);
  await page.goto(address);
  await page.waitForFunction((count) => window.songshan?.units().moving >= count, units, { timeout: 120_000 });
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), warmUpS * 1000);
  return page.evaluate(
    (ms) =>
      new Promise((done) => {
        const between = [];
        const drawing = [];
        const shown = [];
        let before = performance.now();
        const until = before + ms;
        const frame = (now) => {
          between.push(now - before);
          before = now;
          const latest = window.songshan.unitFrameMs().at(-1);
          if (latest !== undefined) drawing.push(latest);
          if (between.length % 30 === 0) shown.push(window.songshan.units().moving);
          if (now < until) requestAnimationFrame(frame);
          else done({ between: between.slice(1), drawing, leastMoving: Math.min(...shown) });
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
}

function print(units, seconds, { between, drawing, leastMoving }) {
  const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))].toFixed(1);
  console.log(`frame time: p50 ${at(between, 0.5)} ms, p95 ${at(between, 0.95)} ms, worst ${at(between, 1)} ms (${between.length} frames in ${seconds} s)`);
  console.log(`of it drawing the units: p50 ${at(drawing, 0.5)} ms, p95 ${at(drawing, 0.95)} ms`);
  console.log(`${units} units at 1 Hz, at least ${leastMoving} moving on the map; 1280x720, no graphics card`);
  console.log(`machine: ${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB; load average ${loadavg()[0].toFixed(1)}, with server, database and devices on it`);
}

/** Adds units with a device each, straight into the database, and returns the devices' tokens. */
function addDevices(count, data) {
  const devices = Array.from({ length: count }, (_, number) => ({ code: `frames-${number}`, kind: kinds[number % kinds.length], token: randomBytes(32).toString("base64url") }));
  const rows = devices.map(({ code, kind, token }) => `('${code}', '${kind}', '${createHash("sha256").update(token).digest("hex")}')`).join(",");
  const sql = `with new (code, kind, hash) as (values ${rows}),
    added as (insert into unit (code, kind, call_sign) select code, kind, code from new returning id, code)
    insert into device (unit_id, token_hash) select added.id, decode(new.hash, 'hex') from added join new using (code);`;
  const psql = ["psql", "-qAt", "-h", join(data, "socket"), "-U", "songshan", "-d", "songshan", "-v", "ON_ERROR_STOP=1"];
  const [command, ...rest] = process.getuid() === 0 ? ["runuser", "-u", "postgres", "--", ...psql] : psql;
  execFileSync(command, rest, { input: sql, stdio: ["pipe", "inherit", "inherit"] });
  return devices.map(({ token }) => token);
}

/** Makes the first account from the setup link and with it a dispatcher; returns the first one's cookie. */
async function makeDispatcher(address, token, account) {
  const post = async (path, body, cookie = "") => {
    const answer = await fetch(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-requested-with": "songshan", cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const owner = await post("/api/setup", { token, name: "owner", password: randomBytes(12).toString("hex") });
  const cookie = owner.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  await post("/api/accounts", { ...account, role: "dispatcher", communityCode: null }, cookie);
  return cookie;
}

/** The first part of the process's output that fits; fails when the process ends before. */
function lineOf(child, pattern) {
  return new Promise((found, failed) => {
    let heard = child.heard ?? "";
    const look = () => {
      const fits = pattern.exec(heard)?.[0];
      if (fits !== undefined) found(fits);
    };
    child.stdout.on("data", (chunk) => {
      heard += chunk;
      child.heard = heard;
      look();
    });
    child.once("exit", (code) => failed(new Error(`${child.spawnargs.slice(0, 3).join(" ")} ended with ${code} before it said ${pattern}:\n${heard}`)));
    look();
  });
}
