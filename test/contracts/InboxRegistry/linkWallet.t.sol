// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {RegistrySignedCallTest} from "./RegistrySignedCallTest.sol";

/// @notice Bob's inbox, whose recovery is `keeper`; Alice joins it.
contract InboxRegistryLinkWalletTest is RegistrySignedCallTest {
    Account internal keeper = makeAccount("keeper");
    bytes32 internal inboxId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(bob.addr, keeper.addr);
    }

    /* SIGNED CALL */

    function prepare(address signer) internal override {}

    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view override returns (bytes32) {
        return vm.eip712HashStruct(LINK_WALLET_TYPE, abi.encode(LinkWallet(inboxId, signer, nonce, deadline)));
    }

    function send(address signer, uint256 deadline, bytes memory signature) internal override {
        vm.prank(keeper.addr);
        registry.linkWallet(inboxId, signer, deadline, signature);
    }

    function isDone(address signer) internal view override returns (bool) {
        return registry.inboxOf(signer) == inboxId;
    }

    /* CALLER */

    function test_RevertGiven_CallerIsAWalletOnly() external {
        bytes memory signature = _signed(alice);

        _expectNotRecovery(inboxId, bob.addr);
        vm.prank(bob.addr);
        registry.linkWallet(inboxId, alice.addr, NOW, signature);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        bytes32 unknown = keccak256("unknown");
        bytes memory signature = sign(alice, digestOf(LinkWallet(unknown, alice.addr, 0, NOW)));

        _expectNotRecovery(unknown, keeper.addr);
        vm.prank(keeper.addr);
        registry.linkWallet(unknown, alice.addr, NOW, signature);
    }

    function test_RevertGiven_InboxIsZero() external {
        bytes memory signature = sign(alice, digestOf(LinkWallet(0, alice.addr, 0, NOW)));

        _expectNotRecovery(0, keeper.addr);
        vm.prank(keeper.addr);
        registry.linkWallet(0, alice.addr, NOW, signature);
    }

    function test_RevertGiven_CallerIsNotRecovery_BeforeTheSignatureIsRead() external {
        _expectNotRecovery(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.linkWallet(inboxId, alice.addr, NOW - 1, "");
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_SignedForAnotherInbox() external {
        bytes memory signature = _signed(alice);
        bytes32 other = registerInbox(carol.addr, keeper.addr);

        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, alice.addr));
        vm.prank(keeper.addr);
        registry.linkWallet(other, alice.addr, NOW, signature);
    }

    /* LINKED ALREADY */

    function test_RevertGiven_WalletIsLinkedElsewhere() external {
        bytes memory signature = _signed(alice);
        bytes32 elsewhere = registerInbox(alice.addr);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, alice.addr, elsewhere));
        send(alice.addr, NOW, signature);
    }

    function test_RevertGiven_WalletIsLinkedHere() external {
        bytes memory signature = _signed(bob);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, bob.addr, inboxId));
        send(bob.addr, NOW, signature);
        assertInboxWord(inboxId, keeper.addr, 0, 0, 1, NOW);
    }

    /* FULL */

    function test_RevertGiven_InboxHas32Wallets() external {
        _fill();
        assertInboxWord(inboxId, keeper.addr, 0, 0, MAX_WALLETS, NOW);
        bytes memory signature = _signed(alice);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.TooManyWallets.selector, inboxId, MAX_WALLETS));
        send(alice.addr, NOW, signature);
    }

    function test_RevertGiven_InboxHas32Wallets_AfterWalletAlreadyLinked() external {
        _fill();
        bytes memory signature = _signed(bob);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, bob.addr, inboxId));
        send(bob.addr, NOW, signature);
    }

    function test_LinksAgainOnceOneHasLeft() external {
        _fill();
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, bob.addr);

        send(alice.addr, NOW, _signed(alice));
        assertInboxWord(inboxId, keeper.addr, 0, 0, MAX_WALLETS, NOW);
    }

    /* IN ORDER */

    function test_LinksTheWallet() external {
        send(alice.addr, NOW, _signed(alice));

        vm.assertEq(registry.inboxOf(alice.addr), inboxId);
        vm.assertTrue(registry.isWalletOf(inboxId, alice.addr));
        vm.assertTrue(registry.isWalletOf(inboxId, bob.addr));
    }

    function test_CountsTheWalletAndLeavesTheRestOfTheWord() external {
        addKey(bob.addr, inboxId, keyOf(1));
        vm.prank(bob.addr);
        registry.revokeAllKeys(inboxId);
        addKey(bob.addr, inboxId, keyOf(2));
        vm.warp(NOW + 1);

        send(alice.addr, NOW + 1, sign(alice, digestOf(LinkWallet(inboxId, alice.addr, 0, NOW + 1))));
        assertInboxWord(inboxId, keeper.addr, 1, 1, 2, NOW);
    }

    function test_EmitsWalletLinked() external {
        bytes memory signature = _signed(alice);

        vm.expectEmit(address(registry));
        emit IInboxRegistry.WalletLinked(inboxId, alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_LetsTheRecoveryLinkItself() external {
        send(keeper.addr, NOW, _signed(keeper));

        vm.assertTrue(registry.isWalletOf(inboxId, keeper.addr));
    }

    function test_LetsTheRecoveryLinkTheFirstOfAnInboxThatAllHaveLeft() external {
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, bob.addr);

        send(alice.addr, NOW, _signed(alice));
        assertInboxWord(inboxId, keeper.addr, 0, 0, 1, NOW);
    }

    /* PARTS */

    function _signed(Account memory wallet) private view returns (bytes memory) {
        return sign(wallet, digest(structHashOf(wallet.addr, 0, NOW)));
    }

    function _expectNotRecovery(bytes32 inboxId_, address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotRecovery.selector, inboxId_, caller));
    }

    function _fill() private {
        for (uint256 i = 1; i < MAX_WALLETS; ++i) {
            Account memory wallet = makeAccount(vm.toString(i));
            send(wallet.addr, NOW, _signed(wallet));
        }
    }
}
