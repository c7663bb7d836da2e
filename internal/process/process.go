// Package process tells of other processes of the system, whose unfinished work may be
// taken away once they are gone.
package process
