// Runs command lines of the program in a plain node process and writes the code that V8 has made of it by then.
// Arguments: the script, the file to write, the command lines as JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

const [, , program, file, commands] = process.argv;
const script = new Script(readFileSync(program, 'latin1'), { filename: program });
const require = createRequire(program);
// V8 takes code only where it runs with the flags the code was made with, so the program may not set any meanwhile.
const withoutFlags = (name) => (name === 'node:v8' ? { setFlagsFromString() {} } : require(name));
const { runProgram } = script.runInThisContext()(withoutFlags, program);
for (const argv of JSON.parse(commands)) await runProgram(argv);
writeFileSync(file, script.createCachedData());
