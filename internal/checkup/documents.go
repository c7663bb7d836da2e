package checkup

import (
	"context"
	"fmt"

	"beiandesk/internal/desk"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

// Documents opens every sealed file: the vault refuses one whose content is not what
// its name says.
func Documents(ctx context.Context, d *desk.Desk) (Finding, error) {
	f := Finding{Check: "documents", Label: "密封文件", OK: true}
	list, err := views.AllCases(ctx, d.Office)
	if err != nil {
		return f, err
	}
	files, damaged := 0, 0
	checked := map[string]bool{}
	for _, c := range list {
		blobs := []string{}
		err := d.Read(ctx, func(tx store.Tx) error {
			docs, err := tx.Documents().Of(c.ID)
			for _, doc := range docs {
				blobs = append(blobs, doc.Blob)
			}
			return err
		})
		if err != nil {
			return f, err
		}
		for _, blob := range blobs {
			if checked[blob] {
				continue
			}
			checked[blob] = true
			files++
			if _, err := d.Files.Get(blob); err != nil {
				damaged++
				f.Detail = c.Number
			}
		}
	}
	if damaged > 0 {
		f.OK, f.Detail = false, fmt.Sprintf("%d 个文件里有 %d 个丢失或损坏（例如 %s 的），请从备份恢复", files, damaged, f.Detail)
		return f, nil
	}
	f.Detail = fmt.Sprintf("%d 个，都在而且完整", files)
	return f, nil
}
