// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {HostileToken} from "./HostileToken.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";
import {PostOfficeActions} from "./PostOfficeActions.sol";

/// @title What nobody has a right to do
/// @notice Each attempt fails, with the very error that the protocol names. Those who try are Mallory, people who lack just
/// this right, and a token that keeps to nothing.
abstract contract PostOfficeTrespasser is PostOfficeActions {
    constructor(IInboxRegistry registry_, IWholePostOffice office_) PostOfficeActions(registry_, office_) {}

    /* MONEY */

    function trespassOnBalances(uint256 seed) external counted(seed) {
        (address victim, address token, uint256 attempt) = (_anyone().addr, _anyToken(), _roll(5));
        (address thief, uint256 id) = (_anyoneWithout(victim, token), tokenId(token));
        if (attempt == 0) {
            uint256 allowed = _allowed[victim][thief][token];
            uint256 amount = allowed + 1 + _roll(POSTAGE);
            bytes4 insufficient = ERC6909.ERC6909InsufficientAllowance.selector;
            bytes memory denied = abi.encodeWithSelector(insufficient, thief, allowed, amount, id);
            _fails(thief, abi.encodeCall(office.transferFrom, (victim, thief, id, amount)), denied);
        } else if (attempt == 1) {
            uint256 own = balanceMeant[thief][token];
            bytes4 short = ERC6909.ERC6909InsufficientBalance.selector;
            bytes memory reason = abi.encodeWithSelector(short, thief, own, own + 1, id);
            _fails(thief, abi.encodeCall(office.withdraw, (token, own + 1, thief)), reason);
            _fails(thief, abi.encodeCall(office.transfer, (mallory.addr, id, own + 1)), reason);
        } else if (attempt == 2) {
            bytes memory signature = sign(mallory, _withdrawalOf(victim, token, 1, thief, clock));
            bytes memory call = abi.encodeCall(office.withdrawFor, (victim, token, 1, thief, clock, signature));
            _fails(thief, call, abi.encodeWithSelector(ISigned.InvalidSignature.selector, victim));
        } else if (attempt == 3) {
            _withdrawTooLate(_keyOf(victim), token);
        } else {
            _postFromAnother(victim);
        }
    }

    function _withdrawTooLate(Account memory owner, address token) private {
        uint256 deadline = clock - 1;
        bytes memory signature = sign(owner, _withdrawalOf(owner.addr, token, 1, owner.addr, deadline));
        bytes memory call = abi.encodeCall(office.withdrawFor, (owner.addr, token, 1, owner.addr, deadline, signature));
        _fails(owner.addr, call, abi.encodeWithSelector(ISigned.SignatureHasExpired.selector, deadline));
    }

    /// @dev By the operator's way, the signed way and in the victim's name.
    function _postFromAnother(address victim) private {
        IStamps.Stamp memory stamp = _newStamp(victim, NATIVE);
        (uint256 postage, bytes32 id) = (uint256(stamp.carriage) + stamp.stake, _stampIdOf(stamp));
        bytes4 insufficient = ERC6909.ERC6909InsufficientAllowance.selector;
        bytes memory denied = abi.encodeWithSelector(insufficient, mallory.addr, 0, postage, 0);
        _fails(mallory.addr, abi.encodeCall(office.postFrom, (victim, inputOf(stamp))), denied);
        bytes memory call = abi.encodeCall(office.postFor, (victim, inputOf(stamp), sign(mallory, id)));
        _fails(mallory.addr, call, abi.encodeWithSelector(ISigned.InvalidSignature.selector, victim));
        denied = abi.encodeWithSelector(IStamps.NotSender.selector, id, mallory.addr);
        _fails(mallory.addr, abi.encodeCall(office.voidStamps, (only(stamp))), denied);
    }

    /// @dev Everybody has approved the contract without limit; Mallory never has.
    function trespassOnApprovals(uint256 seed) external counted(seed) {
        (Account memory victim, uint256 amount, uint256 attempt) = (_anyone(), 1 + _roll(POSTAGE), _roll(4));
        address token = address(_permitted);
        bytes4 insufficient = IERC20Errors.ERC20InsufficientAllowance.selector;
        bytes memory denied = abi.encodeWithSelector(insufficient, address(office), 0, amount);
        if (attempt == 0) {
            _fails(mallory.addr, abi.encodeCall(office.deposit, (token, victim.addr, amount)), denied);
        } else if (attempt == 1) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(victim.privateKey, _permitOf(victim.addr, amount));
            bytes memory call = abi.encodeCall(office.depositWithPermit, (token, mallory.addr, amount, clock, v, r, s));
            _fails(mallory.addr, call, denied);
        } else if (attempt == 2) {
            IStamps.Stamp memory stamp = _newStamp(mallory.addr, token);
            if (stamp.token != token) return _drop();
            uint256 postage = uint256(stamp.carriage) + stamp.stake - balanceMeant[mallory.addr][token];
            denied = abi.encodeWithSelector(insufficient, address(office), 0, postage);
            _fails(mallory.addr, abi.encodeCall(office.post, (inputOf(stamp))), denied);
        } else {
            _redirectAuthorization(victim, amount);
        }
    }

    /// @dev What was authorised for one is credited to nobody else, and not without the owner's own signature.
    function _redirectAuthorization(Account memory victim, uint256 amount) private {
        bytes32 salt = bytes32(_letters);
        bytes memory call = _authorizedDeposit(Account(victim.addr, mallory.privateKey), mallory.addr, amount, salt);
        bytes4 invalid = bytes4(keccak256("AuthorizationInvalid(address)"));
        _fails(mallory.addr, call, abi.encodeWithSelector(invalid, victim.addr));
        call = _authorizedDeposit(victim, victim.addr, amount, salt);
        // The third argument, to whom it is credited, replaced.
        for (uint256 i = 0; i < 20; ++i) call[4 + 64 + 12 + i] = bytes20(mallory.addr)[i];
        _fails(mallory.addr, call, abi.encodeWithSelector(invalid, victim.addr));
    }

    /* INBOXES */

    function trespassOnInboxes(uint256 seed) external counted(seed) {
        MeantInbox storage inbox = _inboxes[_roll(_inboxes.length)];
        (bytes32 id, address thief) = (inbox.id, _anyone().addr);
        if (_inboxIdOf[thief] == id) thief = mallory.addr;
        bytes memory denied = abi.encodeWithSelector(ITerms.NotWallet.selector, id, thief);
        _fails(thief, abi.encodeCall(office.setTerms, (id, NATIVE, 1, 1 hours, true)), denied);
        bytes memory call = abi.encodeCall(office.setConsents, (id, new bytes32[](0), new ITerms.Consent[](0)));
        _fails(thief, call, denied);

        thief = _roll(2) == 0 ? _walletOf(_inboxNumber[id]) : _anyone().addr;
        if (thief == inbox.recovery) return;
        denied = abi.encodeWithSelector(ITerms.NotRecovery.selector, id, thief);
        _fails(thief, abi.encodeCall(office.setPayout, (id, thief)), denied);
    }

    /* STAMPS */

    function trespassOnStamps(uint256 seed) external counted(seed) {
        Meant storage meant = _stamps[_pickStamp()];
        IStamps.Stamp[] memory stamps = only(meant.stamp);
        // The relay too, which may collect only where that was agreed.
        (bytes32 id, address thief) = (meant.id, _roll(2) == 0 ? stamps[0].relay : _anyone().addr);
        if (thief == address(0) || _inboxIdOf[thief] == stamps[0].inboxId) thief = mallory.addr;
        if (thief == stamps[0].relay && _roll(2) == 0) _turnTerms(meant);
        bool mayCollect = meant.relayMayCollect && thief == stamps[0].relay;
        bytes memory denied = abi.encodeWithSelector(IStamps.NotRecipient.selector, id, thief);

        if (!mayCollect) _fails(thief, abi.encodeCall(office.collect, (stamps)), denied);
        _fails(thief, abi.encodeCall(office.returnToSender, (stamps)), denied);
        bytes memory early = abi.encodeWithSelector(IStamps.StampNotExpired.selector, id, stamps[0].expiresAt);
        _fails(thief, abi.encodeCall(office.expire, (stamps)), early);
        denied = abi.encodeWithSelector(IStamps.NotRelay.selector, id, mallory.addr);
        _fails(mallory.addr, abi.encodeCall(office.admit, (stamps)), denied);
        _forgeAnswer(stamps, id, _roll(2) == 0);
    }

    /// @dev In the name of the recipient, and in her own.
    function _forgeAnswer(IStamps.Stamp[] memory stamps, bytes32 id, bool isCollect) private {
        address wallet = _anyWalletOf(stamps[0].inboxId);
        bytes memory signature = sign(mallory, _answerOf(stamps, isCollect, wallet));
        bytes memory call = abi.encodeCall(office.settleFor, (stamps, isCollect, wallet, signature));
        _fails(mallory.addr, call, abi.encodeWithSelector(ISigned.InvalidSignature.selector, wallet));
        // What was signed as one answer does not serve as the other.
        signature = sign(_keyOf(wallet), _answerOf(stamps, !isCollect, wallet));
        call = abi.encodeCall(office.settleFor, (stamps, isCollect, wallet, signature));
        _fails(mallory.addr, call, abi.encodeWithSelector(ISigned.InvalidSignature.selector, wallet));
        signature = sign(mallory, _answerOf(stamps, isCollect, mallory.addr));
        call = abi.encodeCall(office.settleFor, (stamps, isCollect, mallory.addr, signature));
        _fails(mallory.addr, call, abi.encodeWithSelector(IStamps.NotRecipient.selector, id, mallory.addr));
    }

    /// @dev Those who may, on the very second from which on they may no longer; and in the last one before others may.
    function mistimeStamps(uint256 seed) external counted(seed) {
        Meant storage meant = _stamps[_pickStamp()];
        IStamps.Stamp[] memory stamps = only(meant.stamp);
        (bytes32 id, uint40 expiresAt) = (meant.id, stamps[0].expiresAt);
        vm.warp(expiresAt - 1);
        bytes memory early = abi.encodeWithSelector(IStamps.StampNotExpired.selector, id, expiresAt);
        _fails(stamps[0].sender, abi.encodeCall(office.expire, (stamps)), early);

        vm.warp(expiresAt + _roll(2) * _roll(1 days));
        bytes memory late = abi.encodeWithSelector(IStamps.StampHasExpired.selector, id, expiresAt);
        address wallet = _anyWalletOf(stamps[0].inboxId);
        if (!meant.carriagePaid) _fails(stamps[0].relay, abi.encodeCall(office.admit, (stamps)), late);
        if (meant.relayMayCollect) _fails(stamps[0].relay, abi.encodeCall(office.collect, (stamps)), late);
        _fails(wallet, abi.encodeCall(office.collect, (stamps)), late);
        _fails(wallet, abi.encodeCall(office.returnToSender, (stamps)), late);
        bytes memory signature = sign(_keyOf(wallet), _answerOf(stamps, true, wallet));
        vm.assertEq(office.settleFor(stamps, true, wallet, signature), 0, "settled too late");
        vm.warp(clock);
    }

    /// @dev What has its outcome gets no other.
    function answerTwice(uint256 seed) external counted(seed) {
        if (_stamps.length == 0) return _drop();
        Meant storage meant = _stamps[_roll(_stamps.length)];
        if (_isPending(meant)) return _drop();
        IStamps.Stamp[] memory stamps = only(meant.stamp);
        IStamps.StampStatus status = meant.status;
        bytes memory settled = abi.encodeWithSelector(IStamps.StampNotPending.selector, meant.id, status);
        address wallet = _anyWalletOf(stamps[0].inboxId);
        if (status != IStamps.StampStatus.Collected) _fails(wallet, abi.encodeCall(office.collect, (stamps)), settled);
        if (status != IStamps.StampStatus.Returned) {
            _fails(wallet, abi.encodeCall(office.returnToSender, (stamps)), settled);
        }
        if (status != IStamps.StampStatus.Expired) _fails(wallet, abi.encodeCall(office.expire, (stamps)), settled);
        if (!meant.carriagePaid) _fails(stamps[0].relay, abi.encodeCall(office.admit, (stamps)), settled);
        bytes memory signature = sign(_keyOf(wallet), _answerOf(stamps, true, wallet));
        vm.assertEq(office.settleFor(stamps, true, wallet, signature), 0, "settled twice");
        vm.prank(stamps[0].sender);
        vm.assertEq(office.voidStamps(stamps), 0, "voided after its outcome");
    }

    /* MAILINGS */

    function trespassOnMailings(uint256 seed) external counted(seed) {
        MeantMailing storage meant = _mailings[_pickMailing()];
        IMailings.Mailing memory mailing = meant.mailing;
        (bytes32 id, uint256 index) = (meant.id, _roll(mailing.count));
        bytes memory denied = abi.encodeWithSelector(IMailings.NotMailingRelay.selector, id, mallory.addr);
        _fails(mallory.addr, abi.encodeCall(office.admitMailing, (mailing)), denied);
        denied = abi.encodeWithSelector(IMailings.MailingNotExpired.selector, id, mailing.expiresAt);
        _fails(mailing.sender, abi.encodeCall(office.closeMailing, (mailing)), denied);
        denied = abi.encodeWithSelector(IMailings.NotMailingSender.selector, mailing.sender, mallory.addr);
        _fails(mallory.addr, abi.encodeCall(office.openMailing, (mailing, "")), denied);
        _forgeMail(meant, index);
    }

    /// @dev Another's letter; one's own in another's place; and again what was collected.
    function _forgeMail(MeantMailing storage meant, uint256 index) private {
        (IMailings.Mailing memory mailing, bytes32 id) = (meant.mailing, meant.id);
        IMailings.MailClaim[] memory claims = new IMailings.MailClaim[](1);
        claims[0] = _claimOf(meant, index);
        address thief = _anyone().addr;
        if (_inboxIdOf[thief] == claims[0].inboxId) thief = mallory.addr;
        bool isCollected = meant.bits & (1 << index) != 0;
        bytes memory denied =
            isCollected
                ? abi.encodeWithSelector(IMailings.MailAlreadyCollected.selector, id, index)
                : abi.encodeWithSelector(IMailings.NotMailRecipient.selector, id, index, thief);
        _fails(thief, abi.encodeCall(office.collectMail, (mailing, claims)), denied);

        address wallet = _walletOf(_roll(_inboxes.length));
        bytes memory signature = sign(mallory, _mailAnswerOf(id, claims, wallet));
        bytes memory call = abi.encodeCall(office.collectMailFor, (mailing, claims, wallet, clock, signature));
        _fails(mallory.addr, call, abi.encodeWithSelector(ISigned.InvalidSignature.selector, wallet));

        if (isCollected) return;
        // Any other letter than the one that the root fixes for this index.
        claims[0].letterHash = keccak256(abi.encode(claims[0].letterHash));
        claims[0].inboxId = _inboxIdOf[wallet];
        denied = abi.encodeWithSelector(IMailings.MailProofInvalid.selector, id, index);
        _fails(wallet, abi.encodeCall(office.collectMail, (mailing, claims)), denied);
        claims[0].index = mailing.count;
        denied = abi.encodeWithSelector(IMailings.MailIndexOutOfRange.selector, id, mailing.count, mailing.count);
        _fails(wallet, abi.encodeCall(office.collectMail, (mailing, claims)), denied);
    }

    function mistimeMailings(uint256 seed) external counted(seed) {
        MeantMailing storage meant = _mailings[_pickMailing()];
        IMailings.Mailing memory mailing = meant.mailing;
        (IMailings.MailClaim[] memory claims, address by) = _claimsOf(meant);
        vm.warp(mailing.expiresAt - 1);
        bytes memory early = abi.encodeWithSelector(IMailings.MailingNotExpired.selector, meant.id, mailing.expiresAt);
        _fails(mailing.sender, abi.encodeCall(office.closeMailing, (mailing)), early);

        vm.warp(mailing.expiresAt);
        bytes memory late = abi.encodeWithSelector(IMailings.MailingHasExpired.selector, meant.id, mailing.expiresAt);
        bool isOpen = meant.status == IMailings.MailingStatus.Open;
        if (isOpen) _fails(mailing.relay, abi.encodeCall(office.admitMailing, (mailing)), late);
        if (claims.length != 0) _fails(by, abi.encodeCall(office.collectMail, (mailing, claims)), late);
        vm.warp(clock);
    }

    /// @dev What is closed stays closed.
    function closeTwice(uint256 seed) external counted(seed) {
        if (_mailings.length == 0) return _drop();
        MeantMailing storage meant = _mailings[_roll(_mailings.length)];
        if (_isOpen(meant)) return _drop();
        IMailings.Mailing memory mailing = meant.mailing;
        IMailings.MailingStatus closed = IMailings.MailingStatus.Closed;
        bytes memory late = abi.encodeWithSelector(IMailings.MailingNotPending.selector, meant.id, closed);
        _fails(mailing.sender, abi.encodeCall(office.closeMailing, (mailing)), late);
        _fails(mailing.relay, abi.encodeCall(office.admitMailing, (mailing)), late);
        (IMailings.MailClaim[] memory claims, address by) = _claimsOf(meant);
        if (claims.length != 0) _fails(by, abi.encodeCall(office.collectMail, (mailing, claims)), late);
    }

    /* THE HOSTILE TOKEN */

    /// @dev Calls back in the middle of being moved. Its figures may be anything; nobody else's change.
    function reenter(uint256 seed) external counted(seed) {
        address hostile = address(_hostile);
        if (balanceMeant[hostile][NATIVE] == 0) _deposit(_anyone().addr, hostile, NATIVE, 1 + _roll(10));
        (uint256 attempt, address victim, bytes memory expected) = (_roll(4), _anyone().addr, "");
        bytes memory call;
        if (attempt == 0) {
            call = abi.encodeCall(office.withdraw, (NATIVE, 1, hostile));
            expected = abi.encodeWithSignature("ReentrancyGuardReentrantCall()");
        } else if (attempt == 1) {
            call = abi.encodeCall(office.transferFrom, (victim, hostile, 0, 1));
            bytes4 insufficient = ERC6909.ERC6909InsufficientAllowance.selector;
            expected = abi.encodeWithSelector(insufficient, hostile, 0, 1, 0);
        } else if (attempt == 2) {
            Meant storage meant = _stamps[_pickStamp()];
            call = abi.encodeCall(office.collect, (only(meant.stamp)));
            expected = abi.encodeWithSelector(IStamps.NotRecipient.selector, meant.id, hostile);
        } else {
            // Its own, which it may.
            call = abi.encodeCall(office.transfer, (victim, 0, 1));
        }
        _hostile.setRefuses(false);
        _hostile.arm(address(office), call, 0);
        _moveHostile();
        vm.assertTrue(_hostile.fired(), "it called back");
        vm.assertEq(_hostile.succeeded(), attempt == 3, "whether it may");
        if (attempt != 3) return vm.assertEq(_hostile.answered(), expected, "failed for another reason");
        _caller = hostile;
        _lower(hostile, NATIVE, 1);
        _raise(victim, NATIVE, 1);
    }

    /// @dev In, out, as postage, or ether to it.
    function _moveHostile() private {
        address hostile = address(_hostile);
        (uint256 way, address owner) = (_roll(4), _rich(hostile).addr);
        if (way == 0 && balanceMeant[owner][hostile] != 0) {
            uint256 amount = 1 + _roll(balanceMeant[owner][hostile]);
            _as(owner);
            office.withdraw(hostile, amount, _accounts[0]);
            _lower(owner, hostile, amount);
            return _takeOut(_accounts[0], hostile, amount);
        }
        owner = _rich(NATIVE).addr;
        if (way == 1 && balanceMeant[owner][NATIVE] != 0) {
            _as(owner);
            office.withdraw(NATIVE, 1, hostile);
            _lower(owner, NATIVE, 1);
            return _takeOut(hostile, NATIVE, 1);
        }
        owner = _anyone().addr;
        IStamps.Stamp memory stamp = _newStamp(owner, hostile);
        uint256 postage = uint256(stamp.carriage) + stamp.stake;
        if (way == 2 && stamp.token == hostile && balanceMeant[owner][hostile] < postage) {
            return _post(only(stamp), false);
        }
        _deposit(owner, _anyone().addr, hostile, 1 + _roll(POSTAGE));
    }

    /// @dev Says that less arrived than was asked for, or refuses to move.
    function lie(uint256 seed) external counted(seed) {
        (address hostile, address owner) = (address(_hostile), _anyone().addr);
        _hostile.setRefuses(false);
        (uint256 amount, uint256 shortBy) = (1 + _roll(POSTAGE), 0);
        shortBy = 1 + _roll(amount);
        _hostile.setShortBy(shortBy);
        bytes4 mismatch = ILedger.TokenAmountMismatch.selector;
        bytes memory reason = abi.encodeWithSelector(mismatch, hostile, amount, amount - shortBy);
        _fails(owner, abi.encodeCall(office.deposit, (hostile, owner, amount)), reason);
        _hostile.setShortBy(0);

        owner = _rich(hostile).addr;
        _hostile.setRefuses(_roll(2) == 0);
        if (!_hostile.refuses() || balanceMeant[owner][hostile] == 0) return;
        reason = abi.encodeWithSelector(HostileToken.Refused.selector);
        _fails(owner, abi.encodeCall(office.withdraw, (hostile, 1, owner)), reason);
    }

    /* PARTS */

    /// @dev Someone who may not spend the victim's balance without limit.
    function _anyoneWithout(address victim, address token) private returns (address thief) {
        thief = _anyone().addr;
        bool mayAll = thief == victim || _isOperator[victim][thief];
        if (mayAll || _allowed[victim][thief][token] == type(uint256).max) thief = mallory.addr;
    }
}
