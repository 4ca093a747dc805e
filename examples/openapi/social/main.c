/* Recursion: walks a thread of unknown depth, with unions inside lists, and answers to it. */
#include "social.h"

#include <stdio.h>
#include <string.h>

/* The tag of an object, $type, may stand anywhere in it. */
static const char THREAD[] =
    "{\"post\":{\"author\":\"ann\",\"text\":\"Hello\",\"embeds\":["
    "{\"url\":\"https://example.com/a.png\",\"kind\":\"image\"},\"https://example.com\"]},"
    "\"parent\":null,"
    "\"replies\":["
    "{\"post\":{\"author\":\"bob\",\"text\":\"Hi Ann\",\"likes\":2},"
    "\"replies\":[{\"reason\":\"deleted\",\"$type\":\"gone\"}],\"$type\":\"thread\"},"
    "{\"$type\":\"gone\",\"reason\":\"blocked\"}],\"$type\":\"thread\"}";

static void show_embed(const social_post_embeds_item *embed, int indent)
{
    switch (embed->kind) {
    case SOCIAL_POST_EMBEDS_ITEM_IMAGE:
        printf("%*simage %s\n", indent, "", embed->as.image->url.data);
        break;
    case SOCIAL_POST_EMBEDS_ITEM_LINK:
        printf("%*slink %s\n", indent, "", embed->as.link->title.data);
        break;
    case SOCIAL_POST_EMBEDS_ITEM_STRING:
        printf("%*surl %s\n", indent, "", embed->as.string.data);
        break;
    }
}

static void show(const social_thread *thread, int indent)
{
    const social_post *post = &thread->post;
    printf("%*s%s: %s (%d likes)\n", indent, "", post->author.data, post->text.data,
           (int)post->likes);
    for (size_t i = 0; i < post->embeds.count; i++)
        show_embed(&post->embeds.items[i], indent + 4);
    for (size_t i = 0; i < thread->replies.count; i++) {
        const social_node *reply = &thread->replies.items[i];
        if (reply->kind == SOCIAL_NODE_THREAD)
            show(reply->as.thread, indent + 2);
        else
            printf("%*s(%s)\n", indent + 2, "",
                   reply->as.gone->reason == SOCIAL_GONE_REASON_BLOCKED ? "blocked" : "deleted");
    }
}

int main(void)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    social_thread thread;
    bool ok = social_thread_decode(&arena, THREAD, strlen(THREAD), &thread, &error);
    if (ok) {
        show(&thread, 0);
        printf("parent: %s\n", thread.null_parent  ? "null"
                               : thread.has_parent ? "a node"
                                                   : "absent");

        social_thread answer; /* structs, lists and strings of your own go in as they are */
        social_thread_init(&answer);
        answer.post.author = o2c_str_of("you");
        answer.post.text = o2c_str_of("Hi \"both\"");
        social_node node = {.kind = SOCIAL_NODE_THREAD, .as.thread = &answer};

        o2c_write_options pretty = {.indent = 2};
        o2c_writer w;
        o2c_writer_init_sink(&w, &arena, o2c_file_sink, stdout, &pretty);
        social_node_write(&w, &node);
        ok = o2c_writer_finish(&w, NULL, &error) != NULL;
        printf("\n");
    }
    if (!ok)
        o2c_error_print(&error, stderr);
    o2c_arena_deinit(&arena);
    return ok ? 0 : 1;
}
