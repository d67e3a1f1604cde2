// Package fields holds the stages: each reads one kind of thing from a document into its record.
package fields
