// Writes the annotations that it reads from standard input, one JSON object a line, as GitHub's own library does.
import { readFileSync } from "node:fs";
import * as core from "@actions/core";

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { level, message, ...properties } = JSON.parse(line);
  core[level](message, properties);
}
