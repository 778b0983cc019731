// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockFeeToken} from "../../../contracts/mocks/MockFeeToken.sol";
import {MockReentrantToken} from "../../../contracts/mocks/MockReentrantToken.sol";
import {MailingTest} from "./MailingTest.sol";

contract OpenMailingTest is MailingTest {
    uint256 private constant _LARGEST_COUNT = type(uint32).max;

    /* REFUSALS */

    function test_RevertWhen_TheSenderIsNotTheCaller() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.deal(mallory.addr, MAIL_POSTAGE);
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailingSender.selector, bob.addr, mallory.addr));
        vm.prank(mallory.addr);
        office.openMailing{value: MAIL_POSTAGE}(mailing, URI);

        mailing.sender = address(0);
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailingSender.selector, address(0), bob.addr));
        vm.prank(bob.addr);
        office.openMailing{value: MAIL_POSTAGE}(mailing, URI);
    }

    /// @dev Neither a right to spend lets another open it.
    function test_RevertWhen_TheCallerIsTheSendersOperator() public {
        credit(bob.addr, NATIVE, MAIL_POSTAGE);
        vm.prank(bob.addr);
        office.setOperator(carol.addr, true);
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailingSender.selector, bob.addr, carol.addr));
        vm.prank(carol.addr);
        office.openMailing(mailing, URI);
    }

    function test_RevertWhen_ThereAreNoLetters() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        mailing.count = 0;
        _expectRefusal(abi.encodeWithSelector(IMailings.MailingIsEmpty.selector), mailing);
    }

    function test_RevertWhen_ThereIsNoStake() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        mailing.stake = 0;
        _expectRefusal(abi.encodeWithSelector(IMailings.MailingWithoutStake.selector), mailing);
    }

    function test_RevertWhen_TheRelayIsTheContract() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        mailing.relay = address(office);
        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 0, address(office)), mailing);
        mailing.carriage = 0;
        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 0, address(office)), mailing);
    }

    function test_RevertWhen_ThereIsCarriageWithoutRelay() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        (mailing.relay, mailing.carriage) = (address(0), 1);
        _expectRefusal(abi.encodeWithSelector(IStamps.CarriageWithoutRelay.selector, 0, uint96(1)), mailing);
    }

    function test_RevertWhen_ItExpiresTooEarlyOrTooLate() public {
        uint40[5] memory times = [
            0,
            uint40(NOW),
            uint40(NOW + 1 hours - 1),
            uint40(NOW + 60 days + 1),
            type(uint40).max
        ];
        for (uint256 i = 0; i < times.length; ++i) {
            IMailings.Mailing memory mailing = mailingOf(NATIVE);
            mailing.expiresAt = times[i];
            _expectRefusal(
                abi.encodeWithSelector(IStamps.ExpiryOutOfRange.selector, 0, times[i], NOW + 1 hours, NOW + 60 days),
                mailing
            );
        }
    }

    function test_TakesTheEarliestAndTheLatestExpiry() public {
        uint40[4] memory times = [
            uint40(NOW + 1 hours),
            uint40(NOW + 1 hours + 1),
            uint40(NOW + 60 days - 1),
            uint40(NOW + 60 days)
        ];
        for (uint256 i = 0; i < times.length; ++i) {
            IMailings.Mailing memory mailing = mailingOf(NATIVE);
            mailing.expiresAt = times[i];
            assertMailing(open(mailing), IMailings.MailingStatus.Open, 0, NOW, 0);
        }
        assertHeld(NATIVE, 4 * MAIL_POSTAGE);
    }

    function test_RevertWhen_TheUriIsTooLong() public {
        uint256[3] memory lengths = [uint256(257), 288, 10_000];
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        for (uint256 i = 0; i < lengths.length; ++i) {
            string memory uri = string(new bytes(lengths[i]));
            vm.expectRevert(abi.encodeWithSelector(IMailings.UriTooLong.selector, lengths[i], 256));
            vm.prank(bob.addr);
            office.openMailing{value: MAIL_POSTAGE}(mailing, uri);
        }
    }

    function test_RevertGiven_ItWasOpenedBefore() public {
        (IMailings.Mailing memory mailing, bytes32 id) = opened(NATIVE);
        _expectRefusal(_idUsed(id, IMailings.MailingStatus.Open), mailing);
        // Another uri makes no other mailing.
        vm.expectRevert(_idUsed(id, IMailings.MailingStatus.Open));
        vm.prank(bob.addr);
        office.openMailing{value: MAIL_POSTAGE}(mailing, "");
        admitMailingAs(relay.addr, mailing);
        _expectRefusal(_idUsed(id, IMailings.MailingStatus.Admitted), mailing);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_RevertGiven_ItWasClosed() public {
        (IMailings.Mailing memory mailing, bytes32 id) = opened(NATIVE);
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, mailing);
        _expectRefusal(
            abi.encodeWithSelector(
                IStamps.ExpiryOutOfRange.selector,
                0,
                EXPIRES_AT,
                EXPIRES_AT + 1 hours,
                EXPIRES_AT + 60 days
            ),
            mailing
        );
        // Nor would it if time ran backwards.
        vm.warp(NOW);
        _expectRefusal(_idUsed(id, IMailings.MailingStatus.Closed), mailing);
        assertMailing(id, IMailings.MailingStatus.Closed, 0, NOW, EXPIRES_AT);
    }

    /// @dev The sender is in the id, so nobody can take it before its sender does.
    function test_NobodyElseCanTakeTheId() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        mailing.sender = mallory.addr;
        vm.deal(mallory.addr, MAIL_POSTAGE);
        bytes32 malloryId = open(mailing);
        mailing.sender = bob.addr;
        vm.assertNotEq(open(mailing), malloryId);
        assertHeld(NATIVE, 2 * MAIL_POSTAGE);
    }

    /* PAYMENT: NATIVE */

    function test_RevertWhen_ValueAndBalanceAreShort() public {
        credit(bob.addr, NATIVE, 5);
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, 5, 6, uint256(0))
        );
        vm.prank(bob.addr);
        office.openMailing{value: MAIL_POSTAGE - 6}(mailing, URI);
    }

    function test_ExactValueLeavesTheBalance() public {
        credit(bob.addr, NATIVE, 5);
        watchLogs();
        opened(NATIVE);
        vm.assertEq(vm.getRecordedLogs().length, 1, "MailingOpened alone");
        assertBalance(bob.addr, NATIVE, 5);
        vm.assertEq(bob.addr.balance, PLENTY - MAIL_POSTAGE);
        assertHeld(NATIVE, MAIL_POSTAGE + 5);
    }

    function test_ShortValueTakesTheRestFromTheBalance() public {
        credit(bob.addr, NATIVE, 5);
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), 0, 5);
        vm.prank(bob.addr);
        office.openMailing{value: MAIL_POSTAGE - 5}(mailing, URI);
        assertBalance(bob.addr, NATIVE, 0);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_NoValueTakesAllFromTheBalance() public {
        credit(bob.addr, NATIVE, MAIL_POSTAGE + 1);
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), 0, MAIL_POSTAGE);
        vm.prank(bob.addr);
        office.openMailing(mailing, URI);
        assertBalance(bob.addr, NATIVE, 1);
        vm.assertEq(bob.addr.balance, PLENTY);
        assertHeld(NATIVE, MAIL_POSTAGE + 1);
    }

    function test_SurplusValueIsCredited() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, address(0), bob.addr, 0, 7);
        vm.prank(bob.addr);
        office.openMailing{value: MAIL_POSTAGE + 7}(mailing, URI);
        assertBalance(bob.addr, NATIVE, 7);
        assertHeld(NATIVE, MAIL_POSTAGE + 7);
    }

    /// @dev Without value, which a multicall does not carry.
    function test_InAMulticallEachIsPaidFromTheBalance() public {
        credit(bob.addr, NATIVE, 2 * MAIL_POSTAGE);
        IMailings.Mailing memory first = mailingOf(NATIVE);
        IMailings.Mailing memory second = mailingOf(NATIVE);
        second.expiresAt = EXPIRES_AT + 1;
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.openMailing, (first, URI));
        calls[1] = abi.encodeCall(office.openMailing, (second, URI));
        vm.prank(bob.addr);
        bytes[] memory answers = office.multicall(calls);
        vm.assertEq(abi.decode(answers[0], (bytes32)), mailingIdOf(first));
        vm.assertEq(abi.decode(answers[1], (bytes32)), mailingIdOf(second));
        assertBalance(bob.addr, NATIVE, 0);
    }

    /* PAYMENT: OTHER TOKENS */

    function test_RevertWhen_ValueComesWithAnotherToken() public {
        credit(bob.addr, address(dollar), MAIL_POSTAGE);
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        vm.expectRevert(abi.encodeWithSelector(IStamps.UnexpectedValue.selector, 1));
        vm.prank(bob.addr);
        office.openMailing{value: 1}(mailing, URI);
    }

    function test_RevertWhen_BalanceAndApprovalAreShort() public {
        credit(bob.addr, address(dollar), 5);
        vm.prank(bob.addr);
        dollar.approve(address(office), MAIL_POSTAGE - 6);
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(office),
                MAIL_POSTAGE - 6,
                MAIL_POSTAGE - 5
            )
        );
        open(mailing);
    }

    function test_RevertWhen_TheAddressHoldsNoToken() public {
        IMailings.Mailing memory mailing = mailingOf(makeAddr("no token"));
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, mailing.token));
        open(mailing);
    }

    function test_RevertWhen_LessArrives() public {
        MockFeeToken token = new MockFeeToken();
        token.mint(bob.addr, PLENTY);
        vm.prank(bob.addr);
        token.approve(address(office), PLENTY);
        token.setFee(100);
        IMailings.Mailing memory mailing = mailingOf(address(token));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedger.TokenAmountMismatch.selector,
                address(token),
                MAIL_POSTAGE,
                MAIL_POSTAGE - MAIL_POSTAGE / 100
            )
        );
        open(mailing);
    }

    /// @dev Whatever the inboxes accept: terms are not the contract's business here.
    function test_TakesATokenThatNobodyAccepts() public {
        MockFeeToken token = new MockFeeToken();
        token.mint(bob.addr, MAIL_POSTAGE);
        vm.prank(bob.addr);
        token.approve(address(office), MAIL_POSTAGE);
        (, bytes32 id) = opened(address(token));
        assertMailing(id, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertHeld(address(token), MAIL_POSTAGE);
    }

    function test_BalanceCoversItAlone() public {
        credit(bob.addr, address(dollar), MAIL_POSTAGE + 1);
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), MAIL_POSTAGE);
        vm.expectCall(address(dollar), abi.encodeWithSelector(dollar.transferFrom.selector), 0);
        open(mailing);
        assertBalance(bob.addr, address(dollar), 1);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY);
        assertHeld(address(dollar), MAIL_POSTAGE + 1);
    }

    function test_ShortBalanceIsTakenFirst() public {
        credit(bob.addr, address(dollar), 5);
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), 5);
        open(mailing);
        assertBalance(bob.addr, address(dollar), 0);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY - MAIL_POSTAGE + 5);
        assertHeld(address(dollar), MAIL_POSTAGE);
    }

    function test_NoBalancePullsAll() public {
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        vm.expectEmit(address(office), 0);
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), 0);
        open(mailing);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY - MAIL_POSTAGE);
        assertHeld(address(dollar), MAIL_POSTAGE);
    }

    function test_WhilePulled_AnotherPullIsRefused() public {
        MockReentrantToken token = _reentrant();
        IMailings.Mailing memory mailing = mailingOf(address(token));
        mailing.sender = address(token);
        token.arm(address(office), abi.encodeCall(office.openMailing, (mailing, URI)), 0);
        opened(address(token));
        vm.assertTrue(token.fired());
        vm.assertFalse(token.succeeded());
        vm.assertEq(
            token.answered(),
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
        assertHeld(address(token), MAIL_POSTAGE);
    }

    /// @dev A mailing is open before it is paid, within one call. Its token, as a recipient, takes a stake meanwhile.
    function test_WhilePulled_ALetterIsCollected() public {
        MockReentrantToken token = _reentrant();
        bytes32 id = open(_collectedByTheToken(token));
        vm.assertTrue(token.succeeded());
        assertMailing(id, IMailings.MailingStatus.Open, 1, NOW, 0);
        assertBalance(address(token), address(token), STAKE);
        assertHeld(address(token), STAKE + CARRIAGE);
    }

    function test_WhilePulled_ThatIsUndoneWithThePayment() public {
        MockReentrantToken token = _reentrant();
        IMailings.Mailing memory mailing = _collectedByTheToken(token);
        token.setShortBy(1);
        vm.expectRevert(
            abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), POSTAGE, POSTAGE - 1)
        );
        open(mailing);
        assertMailing(mailingIdOf(mailing), IMailings.MailingStatus.None, 0, 0, 0);
        assertPage(mailingIdOf(mailing), 0, 0);
        assertBalance(address(token), address(token), 0);
    }

    /* WHAT IT DOES */

    function test_OpensTheMailing() public {
        vm.warp(NOW + 1);
        (, bytes32 id) = opened(NATIVE);
        assertMailing(id, IMailings.MailingStatus.Open, 0, NOW + 1, 0);
        assertPage(id, 0, 0);
    }

    function test_WritesOneNewWord() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        vm.record();
        open(mailing);
        (, bytes32[] memory writes) = vm.accesses(address(office));
        vm.assertEq(writes.length, 1);
        vm.assertEq(writes[0], mappingSlot(mailingIdOf(mailing), 11));
    }

    function test_EmitsAndReturnsTheId() public {
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        bytes32 id = mailingIdOf(mailing);
        _expectOpened(mailing, URI);
        vm.assertEq(open(mailing), id);
    }

    function test_TakesAnyUriOfUpTo256Bytes() public {
        bytes[4] memory uris = [
            bytes(""),
            bytes.concat(hex"00ff80c0feed0a225c27", bytes32(type(uint256).max)),
            new bytes(255),
            new bytes(256)
        ];
        for (uint256 i = 0; i < uris.length; ++i) {
            IMailings.Mailing memory mailing = mailingOf(NATIVE);
            mailing.expiresAt += uint40(i);
            _expectOpened(mailing, string(uris[i]));
            vm.prank(bob.addr);
            office.openMailing{value: MAIL_POSTAGE}(mailing, string(uris[i]));
        }
    }

    function testFuzz_TakesAnyRootAndCount(bytes32 root, uint32 count) public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        (mailing.root, mailing.count) = (root, uint32(bound(count, 1, _LARGEST_COUNT)));
        _expectOpened(mailing, URI);
        assertMailing(open(mailing), IMailings.MailingStatus.Open, 0, NOW, 0);
        assertHeld(NATIVE, uint256(mailing.count) * POSTAGE);
        vm.assertEq(bob.addr.balance, PLENTY - uint256(mailing.count) * POSTAGE);
    }

    function test_NeedsNoRelayWithoutCarriage() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        (mailing.relay, mailing.carriage) = (address(0), 0);
        _expectOpened(mailing, URI);
        assertMailing(open(mailing), IMailings.MailingStatus.Open, 0, NOW, 0);
        assertHeld(NATIVE, MAIL_STAKE);
    }

    function test_ARelayMayCarryForNothing() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        mailing.carriage = 0;
        _expectOpened(mailing, URI);
        assertMailing(open(mailing), IMailings.MailingStatus.Open, 0, NOW, 0);
        assertHeld(NATIVE, MAIL_STAKE);
    }

    function test_TakesTheLeastStake() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        (mailing.relay, mailing.carriage, mailing.stake, mailing.count) = (address(0), 0, 1, 1);
        open(mailing);
        assertHeld(NATIVE, 1);
    }

    /// @dev 2^32 - 1 letters of 97 bits each, in either kind of token.
    function test_TakesTheLargestAmounts() public {
        uint256 postage = _LARGEST_COUNT * 2 * uint256(type(uint96).max);
        vm.deal(bob.addr, postage);
        dollar.mint(bob.addr, postage);
        address[2] memory tokens = [NATIVE, address(dollar)];
        for (uint256 i = 0; i < tokens.length; ++i) {
            IMailings.Mailing memory mailing = mailingOf(tokens[i]);
            (mailing.carriage, mailing.stake) = (type(uint96).max, type(uint96).max);
            mailing.count = type(uint32).max;
            _expectOpened(mailing, URI);
            assertMailing(open(mailing), IMailings.MailingStatus.Open, 0, NOW, 0);
            assertHeld(tokens[i], postage);
        }
        vm.assertEq(bob.addr.balance, 0);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY);
    }

    /// @dev A mailing with every fault, which are mended one by one in the order of the interface.
    function test_RefusesInOrder() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        (mailing.sender, mailing.count, mailing.stake) = (alice.addr, 0, 0);
        (mailing.relay, mailing.expiresAt) = (address(office), 0);
        string memory uri = string(new bytes(257));

        _expectUnpaidRefusal(IMailings.NotMailingSender.selector, mailing, uri);
        mailing.sender = bob.addr;
        _expectUnpaidRefusal(IMailings.MailingIsEmpty.selector, mailing, uri);
        mailing.count = COUNT;
        _expectUnpaidRefusal(IMailings.MailingWithoutStake.selector, mailing, uri);
        mailing.stake = STAKE;
        _expectUnpaidRefusal(IStamps.InvalidRelay.selector, mailing, uri);
        mailing.relay = address(0);
        _expectUnpaidRefusal(IStamps.CarriageWithoutRelay.selector, mailing, uri);
        mailing.relay = relay.addr;
        _expectUnpaidRefusal(IStamps.ExpiryOutOfRange.selector, mailing, uri);
        mailing.expiresAt = EXPIRES_AT;
        open(mailing);
        _expectUnpaidRefusal(IMailings.UriTooLong.selector, mailing, uri);
        _expectUnpaidRefusal(IMailings.MailingIdUsed.selector, mailing, URI);
        mailing.root = 0;
        _expectUnpaidRefusal(ERC6909.ERC6909InsufficientBalance.selector, mailing, URI);
    }

    /// @dev However the postage is split between value and balance, all of it and nothing else is taken.
    function testFuzz_NativeIsPaidExactly(uint96 carriage, uint96 stake, uint256 value, uint256 inLedger) public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        (mailing.carriage, mailing.stake) = (carriage, uint96(bound(stake, 1, type(uint96).max)));
        uint256 postage = uint256(COUNT) * (uint256(mailing.carriage) + mailing.stake);
        value = bound(value, 0, 2 * postage);
        inLedger = bound(inLedger, value < postage ? postage - value : 0, 2 * postage);
        credit(bob.addr, NATIVE, inLedger);
        vm.deal(bob.addr, value);

        vm.prank(bob.addr);
        office.openMailing{value: value}(mailing, URI);
        assertBalance(bob.addr, NATIVE, inLedger + value - postage);
        vm.assertEq(bob.addr.balance, 0);
        assertHeld(NATIVE, inLedger + value);
    }

    function testFuzz_TokensArePaidExactly(uint96 carriage, uint96 stake, uint256 inLedger) public {
        IMailings.Mailing memory mailing = mailingOf(address(dollar));
        (mailing.carriage, mailing.stake) = (carriage, uint96(bound(stake, 1, type(uint96).max)));
        uint256 postage = uint256(COUNT) * (uint256(mailing.carriage) + mailing.stake);
        inLedger = bound(inLedger, 0, 2 * postage);
        credit(bob.addr, address(dollar), inLedger);
        dollar.mint(bob.addr, postage);

        open(mailing);
        uint256 taken = inLedger < postage ? inLedger : postage;
        assertBalance(bob.addr, address(dollar), inLedger - taken);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY + taken);
        assertHeld(address(dollar), inLedger - taken + postage);
    }

    function test_RevertWhen_CalldataIsDirty() public {
        IMailings.Mailing memory mailing = mailingOf(NATIVE);
        bytes memory call = abi.encodeCall(office.openMailing, (mailing, URI));
        assertDirtyMailingFails(bob.addr, MAIL_POSTAGE, call);
        // A uri that says to be longer than the calldata is: after nine words of arguments, its length.
        vm.assertFalse(_succeeds(flipped(call, 9, 7)));
        assertHeld(NATIVE, 0);
        assertCallSucceeds(bob.addr, MAIL_POSTAGE, call);
        assertMailing(mailingIdOf(mailing), IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    /* PARTS */

    function _succeeds(bytes memory call) private returns (bool success) {
        vm.prank(bob.addr);
        (success, ) = address(office).call{value: MAIL_POSTAGE}(call);
    }

    function _expectRefusal(bytes memory refusal, IMailings.Mailing memory mailing) private {
        vm.expectRevert(refusal);
        vm.prank(bob.addr);
        office.openMailing{value: MAIL_POSTAGE}(mailing, URI);
    }

    function _expectUnpaidRefusal(bytes4 refusal, IMailings.Mailing memory mailing, string memory uri) private {
        vm.expectPartialRevert(refusal);
        vm.prank(bob.addr);
        office.openMailing(mailing, uri);
    }

    function _idUsed(bytes32 id, IMailings.MailingStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMailings.MailingIdUsed.selector, id, status);
    }

    function _expectOpened(IMailings.Mailing memory mailing, string memory uri) private {
        bytes32 id = mailingIdOf(mailing);
        vm.expectEmit(address(office));
        emit IMailings.MailingOpened(
            id,
            mailing.sender,
            mailing.relay,
            mailing.token,
            mailing.root,
            mailing.carriage,
            mailing.stake,
            mailing.count,
            mailing.expiresAt,
            uri
        );
    }

    /// @dev A token of Bob's that has an inbox of its own.
    function _reentrant() private returns (MockReentrantToken token) {
        token = new MockReentrantToken();
        token.mint(bob.addr, PLENTY);
        vm.prank(bob.addr);
        token.approve(address(office), PLENTY);
    }

    /// @dev A mailing of one letter to the token itself, which collects it as soon as it is called.
    function _collectedByTheToken(MockReentrantToken token) private returns (IMailings.Mailing memory mailing) {
        vm.prank(address(token));
        bytes32 tokenInboxId = registry.register(0, address(0), new IInboxRegistry.KeyInput[](0));
        bytes32[] memory leaves = new bytes32[](1);
        leaves[0] = leafOf(0, tokenInboxId, mailHashOf(0));
        mailing = mailingWith(address(token), leaves);
        IMailings.MailClaim memory claim = IMailings.MailClaim(0, tokenInboxId, mailHashOf(0), new bytes32[](0));
        token.arm(address(office), abi.encodeCall(office.collectMail, (mailing, only(claim))), 0);
    }
}
