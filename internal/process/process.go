// Package process tells of other processes of the system, whose unfinished work may be
// taken away once they are gone.
package process

import "os"

// Gone tells whether who left something behind is no more, by the id of his process. An id
// is given again: one that is this process's own was an earlier one's, unless mine says
// that this very process has left it.
func Gone(pid int, mine bool) bool {
	if pid == os.Getpid() {
		return !mine
	}
	return !Alive(pid)
}
