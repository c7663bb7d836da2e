package checkup

import (
	"context"
	"fmt"

	"beiandesk/internal/desk"
	"beiandesk/internal/store"
)

// documents opens every sealed file that a case or a consent names: the vault refuses one whose
// content is not what its name says.
func documents(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	kept, err := named(ctx, d)
	if err != nil {
		return "", "", err
	}
	damaged := []string{}
	for blob, number := range kept {
		if ctx.Err() != nil {
			return "", "", ctx.Err()
		}
		if _, err := d.Files.Get(blob); err != nil {
			damaged = append(damaged, number)
		}
	}
	if len(damaged) > 0 {
		return "", fmt.Sprintf("%d 个文件里有 %d 个丢失或损坏（%s 的），请从备份恢复", len(kept), len(damaged), some(damaged)), nil
	}
	return fmt.Sprintf("%d 个，都在而且完整", len(kept)), "", nil
}

// files finds sealed files that no case and no consent names. One that an upload is bringing at this
// moment is named by its intent.
func files(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	lying, err := d.SealedFiles() // first: what is settled meanwhile is named by then
	if err != nil {
		return "", "", err
	}
	kept, err := named(ctx, d)
	if err != nil {
		return "", "", err
	}
	err = d.Read(ctx, func(tx store.Tx) error {
		intents, err := tx.Find().Intents()
		for _, i := range intents {
			kept[i.Blob] = ""
		}
		return err
	})
	if err != nil {
		return "", "", err
	}
	loose := 0
	for _, blob := range lying {
		if _, is := kept[blob]; !is {
			loose++
		}
	}
	if loose > 0 {
		wrong = fmt.Sprintf("files 文件夹里有 %d 个密封文件没有案件或同意用到，可能是别处拷来的或登记被删了，请从备份核对", loose)
	}
	return "没有用不到的密封文件", wrong, nil
}

// named maps the files that cases name to the number of a case that names them, and those that
// prove consents to whose they are.
func named(ctx context.Context, d *desk.Desk) (map[string]string, error) {
	kept := map[string]string{}
	err := eachCase(ctx, d, func(tx store.Tx, c store.CaseRow) error {
		docs, err := tx.Documents().Of(c.ID)
		for _, doc := range docs {
			kept[doc.Blob] = c.Number
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = d.Read(ctx, func(tx store.Tx) error {
		proofs, err := tx.Consents().Files()
		for _, f := range proofs {
			kept[f.Blob] = f.Person + "的同意"
		}
		return err
	})
	return kept, err
}
