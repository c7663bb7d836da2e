// Package host tells what this build can do and what the machine offers it: a window, a
// display to open it on, the page's development server; and what the window remembers of
// this user between starts. It also notices that the process of the page has ended, keeps what
// the page is about to fetch, and keeps long work beside it in turns.
package host
