<?php
// What a site may add for Marbre: a place for the key of the last dispatch, outside the text.
add_action('init', function () {
    register_post_meta('post', 'marbre_key', [
        'type' => 'string',
        'single' => true,
        'show_in_rest' => true,
        'auth_callback' => fn () => current_user_can('edit_posts'),
    ]);
});
