// Package page is what the page is told and tells: structs of plain strings, numbers,
// booleans and arrays that are never nil, and how what the office reads is laid out in
// them. Go says all words; the page computes no day and no sum. It reads and changes
// nothing.
package page

// Empty is the input of a method that needs none and the result of one that says nothing.
type Empty struct{}

// IDInput names one thing.
type IDInput struct {
	ID string `json:"id"`
}
