package papers_test

import (
	"fmt"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
)

// desk is the walk's on the day of its signing.
type desk struct{ *desktest.Walk }

func newDesk(t *testing.T) *desk { return openDesk(t, true, 1) }

// openDesk is newDesk with phases and sites to choose.
func openDesk(t *testing.T, police bool, sites int) *desk {
	t.Helper()
	return &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) {
		in.Police = police
		for i := 1; i < sites; i++ {
			in.Sites = append(in.Sites, filing.SiteInput{Name: "青禾软件服务站" + string([]rune("甲乙丙丁戊己庚辛壬癸")[i]), Domain: fmt.Sprintf("qinghe-%d.example", i)})
		}
	})}
}
