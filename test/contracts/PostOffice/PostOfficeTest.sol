// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {Actors} from "../base/Actors.sol";
import {Vm} from "../base/Vm.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";

/// @title What every test of PostOffice starts from
/// @notice Alice's inbox, whose recovery is another account, accepts ether and a dollar. Bob has plenty of both in his
/// own account and nothing in the ledger. Mallory is a wallet of her own inbox, which accepts both too.
abstract contract PostOfficeTest is Actors {
    address internal constant NATIVE = address(0);
    uint96 internal constant STAKE = 1_000_000;
    uint96 internal constant CARRIAGE = 20_000;
    uint256 internal constant POSTAGE = 1_020_000;
    uint32 internal constant WINDOW = 3 days;
    uint40 internal constant EXPIRES_AT = uint40(NOW + 7 days);
    uint256 internal constant PLENTY = 1_000 ether;
    bytes32 internal constant STAMP_TYPEHASH = keccak256(
        "Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,"
        "uint96 carriage,uint96 stake,uint40 expiresAt)"
    );
    string internal constant ANSWER_TYPE = "Answer(address wallet,bytes32[] stampIds,bool collect)";

    /// @notice What a wallet signs for {IStamps-settleFor}, in the order of {ANSWER_TYPE}.
    // solhint-disable-next-line gas-struct-packing
    struct Answer {
        address wallet;
        bytes32[] stampIds;
        bool collect;
    }

    Account internal recovery = makeAccount("recovery");
    Account internal relay = makeAccount("relay");

    IInboxRegistry internal registry;
    IWholePostOffice internal office;
    MockERC20 internal dollar;
    bytes32 internal inboxId;
    bytes32 internal malloryInboxId;

    function setUp() public virtual {
        vm.warp(NOW);
        registry = IInboxRegistry(deployArtifact("InboxRegistry", ""));
        office = IWholePostOffice(deployArtifact("PostOffice", abi.encode(registry)));
        dollar = MockERC20(deployArtifact("MockERC20", abi.encode("Dollar", "USD", 6)));
        vm.label(address(registry), "registry");
        vm.label(address(office), "office");
        vm.label(address(dollar), "dollar");

        inboxId = registerInbox(alice.addr, recovery.addr);
        malloryInboxId = registerInbox(mallory.addr, mallory.addr);
        fund(bob.addr);
    }

    /* PREPARING */

    /// @dev Registers the account's inbox, and has it accept both tokens.
    function registerInbox(address wallet, address recovery_) internal returns (bytes32 id) {
        vm.startPrank(wallet);
        id = registry.register(0, recovery_, new IInboxRegistry.KeyInput[](0));
        office.setTerms(id, NATIVE, STAKE, WINDOW, false);
        office.setTerms(id, address(dollar), STAKE, WINDOW, false);
        vm.stopPrank();
    }

    /// @dev Ether and dollars in its own hands, and an approval without limit.
    function fund(address account) internal {
        vm.deal(account, PLENTY);
        dollar.mint(account, PLENTY);
        vm.prank(account);
        dollar.approve(address(office), type(uint256).max);
    }

    /// @dev Gives the account a balance in the ledger.
    function credit(address account, address token, uint256 amount) internal {
        if (token == NATIVE) {
            vm.deal(address(this), amount);
            office.deposit{value: amount}(NATIVE, account, amount);
        } else {
            MockERC20(token).mint(address(this), amount);
            MockERC20(token).approve(address(office), amount);
            office.deposit(token, account, amount);
        }
    }

    /// @dev Says for Alice's inbox whether relays may collect, in both tokens.
    function setRelayMayCollect(bool relayMayCollect) internal {
        vm.startPrank(alice.addr);
        office.setTerms(inboxId, NATIVE, STAKE, WINDOW, relayMayCollect);
        office.setTerms(inboxId, address(dollar), STAKE, WINDOW, relayMayCollect);
        vm.stopPrank();
    }

    function setConsent(address sender, ITerms.Consent consent) internal {
        bytes32[] memory subjects = new bytes32[](1);
        ITerms.Consent[] memory consents = new ITerms.Consent[](1);
        (subjects[0], consents[0]) = (subjectOf(sender), consent);
        vm.prank(alice.addr);
        office.setConsents(inboxId, subjects, consents);
    }

    /* STAMPS */

    /// @dev A letter of Bob's to Alice by our relay. Another `letter` makes it another stamp.
    function stampOf(address token, uint256 letter) internal view returns (IStamps.Stamp memory) {
        return
            IStamps.Stamp({
                sender: bob.addr,
                relay: relay.addr,
                token: token,
                inboxId: inboxId,
                letterHash: keccak256(abi.encode(letter)),
                carriage: CARRIAGE,
                stake: STAKE,
                expiresAt: EXPIRES_AT
            });
    }

    /// @dev Its EIP-712 digest, worked out here.
    function idOf(IStamps.Stamp memory stamp) internal view returns (bytes32) {
        bytes32 separator = domainSeparator("Pennypost PostOffice", block.chainid, address(office));
        return typedDataDigest(separator, keccak256(abi.encode(STAMP_TYPEHASH, stamp)));
    }

    function idsOf(IStamps.Stamp[] memory stamps) internal view returns (bytes32[] memory ids) {
        ids = new bytes32[](stamps.length);
        for (uint256 i = 0; i < stamps.length; ++i) ids[i] = idOf(stamps[i]);
    }

    function inputOf(IStamps.Stamp memory stamp) internal pure returns (IStamps.PostInput memory) {
        return
            IStamps.PostInput({
                relay: stamp.relay,
                token: stamp.token,
                inboxId: stamp.inboxId,
                letterHash: stamp.letterHash,
                carriage: stamp.carriage,
                stake: stamp.stake,
                expiresAt: stamp.expiresAt
            });
    }

    function inputsOf(IStamps.Stamp[] memory stamps) internal pure returns (IStamps.PostInput[] memory inputs) {
        inputs = new IStamps.PostInput[](stamps.length);
        for (uint256 i = 0; i < stamps.length; ++i) inputs[i] = inputOf(stamps[i]);
    }

    /// @dev Posts as the stamp's sender, who pays all of it at once.
    function post(IStamps.Stamp memory stamp) internal returns (bytes32) {
        uint256 value = stamp.token == NATIVE ? uint256(stamp.carriage) + stamp.stake : 0;
        vm.prank(stamp.sender);
        return office.post{value: value}(inputOf(stamp));
    }

    /// @dev A posted stamp in ether.
    function posted(uint256 letter) internal returns (IStamps.Stamp memory stamp, bytes32 id) {
        stamp = stampOf(NATIVE, letter);
        id = post(stamp);
    }

    function admitAs(address caller, IStamps.Stamp memory stamp) internal {
        vm.prank(caller);
        office.admit(only(stamp));
    }

    function collectAs(address caller, IStamps.Stamp memory stamp) internal {
        vm.prank(caller);
        office.collect(only(stamp));
    }

    function returnAs(address caller, IStamps.Stamp memory stamp) internal {
        vm.prank(caller);
        office.returnToSender(only(stamp));
    }

    function expireAs(address caller, IStamps.Stamp memory stamp) internal {
        vm.prank(caller);
        office.expire(only(stamp));
    }

    function voidAs(address caller, IStamps.Stamp memory stamp) internal returns (uint256 voided) {
        vm.prank(caller);
        return office.voidStamps(only(stamp));
    }

    function only(IStamps.Stamp memory stamp) internal pure returns (IStamps.Stamp[] memory stamps) {
        stamps = new IStamps.Stamp[](1);
        stamps[0] = stamp;
    }

    function both(
        IStamps.Stamp memory first,
        IStamps.Stamp memory second
    ) internal pure returns (IStamps.Stamp[] memory stamps) {
        stamps = new IStamps.Stamp[](2);
        (stamps[0], stamps[1]) = (first, second);
    }

    /* SIGNATURES */

    /// @dev In the domain of the contract on this chain.
    function officeDigest(bytes32 structHash) internal view returns (bytes32) {
        return typedDataDigest(domainSeparator("Pennypost PostOffice", block.chainid, address(office)), structHash);
    }

    function answerHash(Answer memory answer) internal pure returns (bytes32) {
        return vm.eip712HashStruct(ANSWER_TYPE, abi.encode(answer));
    }

    /// @dev The wallet's answer to these stamps, in this order.
    function signAnswer(
        Account memory wallet,
        IStamps.Stamp[] memory stamps,
        bool isCollect
    ) internal view returns (bytes memory) {
        return sign(wallet, officeDigest(answerHash(Answer(wallet.addr, idsOf(stamps), isCollect))));
    }

    /* READING */

    function subjectOf(address sender) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(sender)));
    }

    function tokenId(address token) internal pure returns (uint256) {
        return uint160(token);
    }

    function balance(address owner, address token) internal view returns (uint256) {
        return office.balanceOf(owner, tokenId(token));
    }

    function statusOf(bytes32 id) internal view returns (IStamps.StampStatus status) {
        (status, , , , ) = office.stampStatus(id);
    }

    /* EXPECTING */

    function assertBalance(address owner, address token, uint256 expected) internal view {
        vm.assertEq(balance(owner, token), expected, "balance in the ledger");
    }

    /// @dev What the contract holds of a token itself.
    function assertHeld(address token, uint256 expected) internal view {
        uint256 held = token == NATIVE ? address(office).balance : MockERC20(token).balanceOf(address(office));
        vm.assertEq(held, expected, "held by the contract");
    }

    /// @dev The stamp's whole word in storage, slot 10 (docs/storage.md), and what the view says of it.
    function assertWord(
        bytes32 id,
        IStamps.StampStatus status,
        bool relayMayCollect,
        bool carriagePaid,
        uint256 postedAt,
        uint256 settledAt
    ) internal view {
        uint256 flags = (relayMayCollect ? 1 : 0) | (carriagePaid ? 2 : 0);
        uint256 word = uint256(status) | (flags << 8) | (postedAt << 16) | (settledAt << 56);
        vm.assertEq(vm.load(address(office), mappingSlot(id, 10)), bytes32(word), "word");
        _assertView(id, word);
    }

    function _assertView(bytes32 id, uint256 word) private view {
        (IStamps.StampStatus status, bool mayCollect, bool paid, uint40 postedAt, uint40 settledAt) = office
            .stampStatus(id);
        uint256 flags = (mayCollect ? 1 : 0) | (paid ? 2 : 0);
        uint256 seen = uint256(status) | (flags << 8) | (uint256(postedAt) << 16) | (uint256(settledAt) << 56);
        vm.assertEq(seen, word, "view");
    }

    function expectNotPending(bytes32 id, IStamps.StampStatus status) internal {
        vm.expectRevert(abi.encodeWithSelector(IStamps.StampNotPending.selector, id, status));
    }

    function expectHasExpired(bytes32 id, uint40 expiresAt) internal {
        vm.expectRevert(abi.encodeWithSelector(IStamps.StampHasExpired.selector, id, expiresAt));
    }

    function expectIdUsed(bytes32 id, IStamps.StampStatus status) internal {
        vm.expectRevert(abi.encodeWithSelector(IStamps.StampIdUsed.selector, 0, id, status));
    }

    function expectNotRecipient(bytes32 id, address account) internal {
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, id, account));
    }

    function expectInvalidSignature(address signer) internal {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, signer));
    }

    function expectInsufficientBalance(address owner, address token, uint256 has, uint256 needs) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, owner, has, needs, tokenId(token))
        );
    }

    function expectInvalidReceiver(address to) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedger.InvalidReceiver.selector, to));
    }

    /// @dev The next call emits nothing whatever; see {assertNoLogs}.
    function watchLogs() internal {
        vm.recordLogs();
    }

    /// @dev How many the contract emitted since {watchLogs}; those that a test expects are not counted.
    function assertLogs(uint256 expected) internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count = 0;
        for (uint256 i = 0; i < logs.length; ++i) if (logs[i].emitter == address(office)) ++count;
        vm.assertEq(count, expected, "logs of the contract");
    }

    function assertNoLogs() internal {
        vm.assertEq(vm.getRecordedLogs().length, 0, "logs");
    }
}
