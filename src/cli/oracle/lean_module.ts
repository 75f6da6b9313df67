/**
 * A copy of a pinned client-go that builds in a quarter of the time: leader election pulls in the clients
 * and informers of every API group there is, for functions that the oracle never calls. All that is
 * measured stays as upstream wrote it; test/oracle/README.md names what is taken out.
 */

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#base/result.ts';
import { oracleFolder, pinnedVersion, type Release } from './releases.ts';

const module = 'k8s.io/client-go';

/** Folders of client-go in which nothing is that the oracle builds. */
const leftOut = [
  ...['dynamic', 'examples', 'informers', 'kubernetes', 'kubernetes_test', 'listers', 'metadata'],
  ...['restmapper', 'scale', 'tools/clientcmd/testdata'],
];
const keptAllTheSame = ['kubernetes/scheme', 'kubernetes/typed/coordination/v1'];

/** Stands in for the clients of all API groups, which only NewFromKubeconfig makes. */
const clientset = `package kubernetes

import (
	coordinationv1 "k8s.io/client-go/kubernetes/typed/coordination/v1"
	corev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/rest"
)

type Clientset struct{}

func NewForConfigOrDie(*rest.Config) *Clientset { panic("the oracle has no clientset") }

func (*Clientset) CoreV1() corev1.CoreV1Interface { return nil }

func (*Clientset) CoordinationV1() coordinationv1.CoordinationV1Interface { return nil }
`;

/** Locks that a core client would be for are gone; only its name is left. */
const coreClient = `package v1

type CoreV1Interface interface{}
`;

/**
 * The module file to build a release with, in the oracle's folder; Go's own words when the module cannot
 * be had.
 */
export function leanModule(release: Release): Result<string, string> {
  const lean = `bin/lean/${release.preset}`;
  const moduleFile = `${lean}.mod`;
  const folder = join(oracleFolder, lean);
  const stamp = join(folder, 'stamp');
  const wanted = `${pinnedVersion(release)} 2`;
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const original = downloaded(release);
    if (!original.ok) return original;
    rmSync(folder, { recursive: true, force: true });
    copyLean(original.value, folder);
    writeFileSync(stamp, wanted);
  }
  const pinned = readFileSync(join(oracleFolder, release.moduleFile), 'utf8');
  writeFileSync(join(oracleFolder, moduleFile), `${pinned}\nreplace ${module} => ./${lean}\n`);
  const sums = release.moduleFile.replace(/\.mod$/, '.sum');
  cpSync(join(oracleFolder, sums), join(oracleFolder, `${lean}.sum`));
  return ok(moduleFile);
}

function downloaded(release: Release): Result<string, string> {
  const words = ['mod', 'download', '-json', '-modfile', release.moduleFile, module];
  const { stdout, stderr } = spawnSync('go', words, { cwd: oracleFolder, encoding: 'utf8' });
  try {
    const { Dir: folder, Error: error } = JSON.parse(stdout) as { Dir?: string; Error?: string };
    return folder === undefined ? fail(error ?? stderr) : ok(folder);
  } catch {
    return fail(stderr || stdout);
  }
}

function copyLean(original: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(original, folder, {
    recursive: true,
    filter: (source) =>
      isNeeded(relative(original, source).split(sep).join('/')) &&
      (/\.go$|go\.mod$/.test(source) || statSync(source).isDirectory()),
  });
  writeFileSync(join(folder, 'kubernetes/clientset.go'), clientset);
  const core = join(folder, 'kubernetes/typed/core/v1');
  mkdirSync(core, { recursive: true });
  writeFileSync(join(core, 'core_client.go'), coreClient);
  const registry = 'kubernetes/scheme/register.go';
  rmSync(join(folder, registry));
  writeFileSync(
    join(folder, registry),
    smallScheme(readFileSync(join(original, registry), 'utf8')),
  );
}

function isNeeded(path: string): boolean {
  if (path.endsWith('_test.go') || path.startsWith('tools/leaderelection/leasecandidate')) {
    return false;
  }
  const kept = (each: string) => path.startsWith(each) || each.startsWith(`${path}/`);
  if (keptAllTheSame.some(kept)) return true;
  return !leftOut.some((each) => path === each || path.startsWith(`${each}/`));
}

/** Registers two API groups instead of all. */
function smallScheme(text: string): string {
  const isOfOthers = (line: string) =>
    (line.includes('"k8s.io/api/') && !/"k8s\.io\/api\/(core|coordination)\/v1"/.test(line)) ||
    (/^\t\w+\.AddToScheme,$/.test(line) && !/\t(corev1|coordinationv1)\./.test(line));
  return text
    .split('\n')
    .filter((line) => !isOfOthers(line))
    .join('\n');
}
