# Writes a JSON text as one line for each scalar: its path, a tab, the scalar as JSON has it.
# {"data": [{"id": "x"}]} becomes .data.0.id<TAB>"x".
{
    text = text $0
}

END {
    gsub(/"([^"\\]|\\.)*"|[][{},:]/, "\n&\n", text) # a string in JSON has no line break
    count = split(text, tokens, "\n")
    for (i = 1; i <= count; i++) {
        gsub(/^[ \t\r]+|[ \t\r]+$/, "", tokens[i])
        if (tokens[i] != "") {
            take(tokens[i])
        }
    }
}

function take(token) {
    if (token == "{" || token == "[") {
        depth++
        kind[depth] = token
        key[depth] = token == "[" ? 0 : ""
    } else if (token == "}" || token == "]") {
        depth--
    } else if (token == ",") {
        key[depth] = kind[depth] == "[" ? key[depth] + 1 : ""
    } else if (token == ":") {
        return
    } else if (kind[depth] == "{" && key[depth] == "") {
        key[depth] = substr(token, 2, length(token) - 2)
    } else {
        print path() "\t" token
    }
}

function path(    level, text) {
    for (level = 1; level <= depth; level++) {
        text = text "." key[level]
    }
    return text
}
