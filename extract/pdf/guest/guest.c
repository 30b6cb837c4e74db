// A module that runs beside pdfium, in its memory, and reads whole pages in one call: the characters of a text page
// and the objects of a page, as records that the host then reads from memory. A call from the host to WebAssembly
// costs ten times as much as one from WebAssembly to WebAssembly, and a dense page takes 50,000 of them.
//
// It has no memory of its own: no data and no stack, which "go generate" sees to (see guest.go). What the
// numbers mean is in pdfium's public headers (fpdf_text.h, fpdf_edit.h, fpdf_transformpage.h).

typedef unsigned int word;
typedef const void *handle;

#define PDFIUM(result, name, ...) \
	__attribute__((import_module("pdfium"), import_name(#name))) extern result name(__VA_ARGS__)
#define EXPORT(name) __attribute__((export_name(name)))

PDFIUM(word, FPDFText_GetUnicode, handle text, int index);
PDFIUM(int, FPDFText_IsGenerated, handle text, int index);
PDFIUM(int, FPDFText_HasUnicodeMapError, handle text, int index);
PDFIUM(handle, FPDFText_GetTextObject, handle text, int index);
PDFIUM(int, FPDFText_GetLooseCharBox, handle text, int index, float *box);
PDFIUM(int, FPDFText_GetCharBox, handle text, int index, double *l, double *r, double *b, double *t);
PDFIUM(int, FPDFText_GetCharOrigin, handle text, int index, double *x, double *y);
PDFIUM(int, FPDFText_GetMatrix, handle text, int index, float *matrix);
PDFIUM(double, FPDFText_GetFontSize, handle text, int index);
PDFIUM(int, FPDFText_GetFontWeight, handle text, int index);
PDFIUM(int, FPDFTextObj_GetTextRenderMode, handle object);

PDFIUM(handle, FPDFPage_GetObject, handle page, int index);
PDFIUM(handle, FPDFFormObj_GetObject, handle form, unsigned long index);
PDFIUM(int, FPDFPageObj_GetType, handle object);
PDFIUM(int, FPDFPageObj_GetBounds, handle object, float *l, float *b, float *r, float *t);
PDFIUM(int, FPDFPageObj_GetMatrix, handle object, float *matrix);
PDFIUM(int, FPDFPageObj_GetFillColor, handle object, word *r, word *g, word *b, word *a);
PDFIUM(int, FPDFPageObj_GetStrokeColor, handle object, word *r, word *g, word *b, word *a);
PDFIUM(int, FPDFPageObj_GetStrokeWidth, handle object, float *width);
PDFIUM(int, FPDFPath_GetDrawMode, handle path, int *fill, int *stroke);
PDFIUM(int, FPDFPath_CountSegments, handle path);
PDFIUM(handle, FPDFPath_GetPathSegment, handle path, int index);
PDFIUM(int, FPDFPathSegment_GetPoint, handle segment, float *x, float *y);
PDFIUM(int, FPDFPathSegment_GetType, handle segment);
PDFIUM(int, FPDFPathSegment_GetClose, handle segment);
PDFIUM(handle, FPDFPageObj_GetClipPath, handle object);
PDFIUM(int, FPDFClipPath_CountPaths, handle clip);
PDFIUM(int, FPDFClipPath_CountPathSegments, handle clip, int path);
PDFIUM(handle, FPDFClipPath_GetPathSegment, handle clip, int path, int index);

// struct glyph is one character; glyphs.go knows the offsets. What follows the flags is set where STYLED is.
enum { GENERATED = 1, UNMAPPED = 2, STYLED = 4, COLOURED = 8 };
struct glyph {
	double origin[2], ink[4];
	float loose[4];
	word unicode;
	handle object;
	word flags;
	int weight, mode;
	word colour[4];
	float matrix[6];
	double size;
};

static void style(handle text, int index, struct glyph *g) {
	g->flags |= STYLED;
	FPDFText_GetMatrix(text, index, g->matrix);
	g->size = FPDFText_GetFontSize(text, index);
	g->weight = FPDFText_GetFontWeight(text, index);
	g->mode = FPDFTextObj_GetTextRenderMode(g->object);
	if (FPDFPageObj_GetFillColor(g->object, &g->colour[0], &g->colour[1], &g->colour[2], &g->colour[3]))
		g->flags |= COLOURED;
}

// glyphs writes the characters from "from" up to "to" of a text page; "before" is the text object of the one before.
// Characters that belong to no object have nothing but their Unicode.
EXPORT("glyphs") void glyphs(handle text, int from, int to, handle before, struct glyph *out) {
	for (int i = from; i < to; i++, out++) {
		out->unicode = FPDFText_GetUnicode(text, i);
		out->object = FPDFText_GetTextObject(text, i);
		out->flags = 0;
		if (!out->object)
			continue;
		if (FPDFText_IsGenerated(text, i) == 1)
			out->flags |= GENERATED;
		if (FPDFText_HasUnicodeMapError(text, i) == 1)
			out->flags |= UNMAPPED;
		FPDFText_GetLooseCharBox(text, i, out->loose);
		FPDFText_GetCharOrigin(text, i, &out->origin[0], &out->origin[1]);
		FPDFText_GetCharBox(text, i, &out->ink[0], &out->ink[1], &out->ink[2], &out->ink[3]);
		if (out->object != before)
			style(text, i, out);
		before = out->object;
	}
}

// Bounds of what is read of one object: a table frame in one path has some thousands of segments, a map outline far
// more; a clip of more segments than a few rectangles is a drawing's outline and left out.
enum { MAX_SEGMENTS = 20000, MAX_CLIPS = 16, MAX_CLIP_SEGMENTS = 64 };

// ROOM is the most words one object takes: its path, its clips and 64 for the rest.
enum { ROOM = 3 * MAX_SEGMENTS + MAX_CLIPS * (1 + 2 * MAX_CLIP_SEGMENTS) + 64 };

enum { PATH = 2, IMAGE = 3, FORM = 5 };

static int bounded(int n, int most) { return n < 0 ? 0 : n < most ? n : most; }

// point writes where a segment ends.
static word *point(handle segment, word *out) {
	out[0] = out[1] = 0;
	FPDFPathSegment_GetPoint(segment, (float *)&out[0], (float *)&out[1]);
	return out + 2;
}

// clips writes how many clip paths an object has, and for each its number of points and the points.
static word *clips(handle object, word *out) {
	handle clip = FPDFPageObj_GetClipPath(object);
	int paths = clip ? bounded(FPDFClipPath_CountPaths(clip), MAX_CLIPS) : 0;
	*out++ = paths;
	for (int i = 0; i < paths; i++) {
		int n = bounded(FPDFClipPath_CountPathSegments(clip, i), MAX_CLIP_SEGMENTS + 1);
		if (n > MAX_CLIP_SEGMENTS)
			n = 0;
		*out++ = n;
		for (int j = 0; j < n; j++)
			out = point(FPDFClipPath_GetPathSegment(clip, i, j), out);
	}
	return out;
}

// matrix writes whether an object has one, and its six numbers.
static word *matrix(handle object, word *out) {
	out[0] = FPDFPageObj_GetMatrix(object, (float *)&out[1]);
	return out + 7;
}

// segments writes how many there are, and of each the point and the type, plus 4 where it closes the subpath.
static word *segments(handle path, word *out) {
	int n = bounded(FPDFPath_CountSegments(path), MAX_SEGMENTS);
	*out++ = n;
	for (int i = 0; i < n; i++) {
		handle s = FPDFPath_GetPathSegment(path, i);
		out = point(s, out);
		*out++ = FPDFPathSegment_GetType(s) | (FPDFPathSegment_GetClose(s) == 1 ? 4 : 0);
	}
	return out;
}

// path writes how a path is painted and, where it is, with what and along what.
static word *path(handle object, word *out) {
	if (!FPDFPath_GetDrawMode(object, (int *)&out[0], (int *)&out[1]))
		out[0] = out[1] = 0;
	out += 2;
	if (!out[-2] && !out[-1])
		return out;
	out[0] = FPDFPageObj_GetFillColor(object, &out[1], &out[2], &out[3], &out[4]);
	out[5] = FPDFPageObj_GetStrokeColor(object, &out[6], &out[7], &out[8], &out[9]);
	out[10] = 0;
	FPDFPageObj_GetStrokeWidth(object, (float *)&out[10]);
	return segments(object, matrix(object, out + 11));
}

// objects writes the objects of a page, or of a form object, from "from" on, as far as they fit into so many words; of
// each its type, its handle, its clips and what its type has. It gives the number of the first that did not fit, and
// in out[0] how many words there are.
EXPORT("objects") int objects(handle holder, int form, int from, int to, word *out, int words) {
	word *at = out + 1;
	while (from < to && at + ROOM <= out + words) {
		handle object = form ? FPDFFormObj_GetObject(holder, from) : FPDFPage_GetObject(holder, from);
		int type = FPDFPageObj_GetType(object);
		at[0] = type;
		at[1] = (word)object;
		at = clips(object, at + 2);
		if (type == PATH)
			at = path(object, at);
		else if (type == FORM)
			at = matrix(object, at);
		else if (type == IMAGE) {
			at[0] = FPDFPageObj_GetBounds(object, (float *)&at[1], (float *)&at[2], (float *)&at[3], (float *)&at[4]);
			at += 5;
		}
		from++;
	}
	*out = at - out;
	return from;
}
