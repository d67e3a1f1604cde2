module plenary

go 1.26.0

require golang.org/x/text v0.43.0

require golang.org/x/tools v0.52.0 // indirect
