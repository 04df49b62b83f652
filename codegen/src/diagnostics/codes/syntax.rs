//! The text of a file.

super::codes! {
    /// The text breaks the grammar of YAML (JSON is YAML too). Nothing behind the place is read, so other faults may
    /// show up once it is mended.
    SYNTAX = "SPEC0101" "not YAML" Error Error {
        bad: "type: string\nenum: [open, paid",
        good: "type: string\nenum: [open, paid]",
    }
    /// A mapping has the same key twice. Most readers keep the last and drop the first without a word.
    DUPLICATE_KEY = "SPEC0102" "duplicate key" Error Note {
        bad: "type: string\nmaxLength: 10\ntype: integer",
        good: "type: string\nmaxLength: 10",
    }
    /// Anchors and aliases make a document more than a tree: a place in it has no single meaning, and a few lines can
    /// unfold into gigabytes. Use components and `$ref`.
    ANCHOR = "SPEC0103" "anchor or alias" Error Error {
        bad: "type: object\nproperties:\n  created: &time {type: integer}\n  updated: *time",
        good: "type: object\nproperties:\n  created: {$ref: '#/components/schemas/Time'}\n  updated: {$ref: '#/components/schemas/Time'}",
    }
    /// `<<` is a merge key to some readers and an ordinary key to others. Use `allOf` or components.
    MERGE_KEY = "SPEC0104" "merge key" Error Error {
        bad: "<<: {type: object}",
        good: "type: object",
    }
    /// A file holds one document; what follows `---` would be ignored.
    SEVERAL_DOCUMENTS = "SPEC0105" "several documents in a file" Error Error {
        bad: "openapi: 3.0.3\n---\nopenapi: 3.0.3",
        good: "openapi: 3.0.3",
    }
    /// YAML 1.1 reads the words yes, no, on, off, y and n as booleans, YAML 1.2 as text, and both kinds of reader are
    /// in use. An enum value `no` turns into `false` in one tool and stays text in another. Quote such words.
    BOOLEAN_WORD = "SPEC0106" "word that some readers take for a boolean" Error Note {
        bad: "type: string\nenum: [yes, no]",
        good: "type: string\nenum: ['yes', 'no']",
    }
    /// Leading zeros, underscores, colons and dates mean different things to YAML 1.1 and 1.2: `010` is eight or ten,
    /// `1_000` a number or text, `2024-01-31` a date or text. Quote it if it is text, write plain digits if it is a
    /// number.
    DOUBTFUL_NUMBER = "SPEC0107" "number or date that readers disagree on" Error Note {
        bad: "example: 0123",
        good: "example: '0123'",
    }
    /// Keys of a JSON object are text; null and collections are not.
    KEY_NOT_TEXT = "SPEC0108" "key is not text" Error LeftOut {
        bad: "type: object\nproperties:\n  ? [a, b]\n  : {type: string}",
        good: "type: object\nproperties:\n  a: {type: string}",
    }
    /// Tags such as `!!str` or `!custom` change how a value is read. JSON has none: quote a value to make it text.
    TAG = "SPEC0109" "tag" Error LeftOut {
        bad: "example: !!str 12",
        good: "example: '12'",
    }
    /// The number is infinite, not a number, an integer beyond 64 bits or a fraction that a 64-bit float does not hold
    /// exactly. Every reader would change it in its own way.
    NUMBER_RANGE = "SPEC0110" "number that 64 bits do not hold" Error Mended {
        bad: "type: integer\nmaximum: 99999999999999999999",
        good: "type: integer\nmaximum: 999999999999",
    }
    /// Collections nest deeper than is read. Real documents stay far below the limit.
    TOO_DEEP = "SPEC0111" "nested too deep" Error Error {
        bad: "example: [[[[…]]]]",
        good: "example: [[1]]",
    }
    /// A file, or the bundle of all files, is larger than is read.
    TOO_LARGE = "SPEC0112" "too large" Error Error {
        bad: "# a file of more than 64 MiB",
        good: "# a few files of some hundred lines",
    }
    /// The root file is not there, or not UTF-8.
    UNREADABLE = "SPEC0113" "document cannot be read" Error Error {
        bad: "# no file openapi.yaml",
        good: "openapi: 3.0.3",
    }
}
