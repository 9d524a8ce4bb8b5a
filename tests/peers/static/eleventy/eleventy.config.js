// A site as its makers' own examples have it: pictures are copied, articles are what is tagged by their folder.
export default function (site) {
    site.addPassthroughCopy("content/**/*.{png,jpg,jpeg,webp,avif,gif}");
    return { dir: { input: "content" } };
}
