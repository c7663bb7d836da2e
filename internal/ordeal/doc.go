// Package ordeal puts the built binary of commands through what machines do to a desk: a
// process killed at any of its file system calls, a write cut in half, a disk that is full
// from any call on, a power cut that drops what was not synced, a bit that has changed at
// rest. What is left is judged through the binary as well: it opens, its doctor finds
// nothing, and it holds what it held before the verb or after it, never a thing between.
//
// There are tests alone here, for Linux on amd64: they trace the process with ptrace and
// seccomp. Ordinary runs take a sample; with the build tag "faults", as `make faults` sets
// it, every call is hit. docs/faults.md has the figures.
package ordeal
